import type { RunView } from '@/api/client';
import { useText } from '../text/useText';
import { useFormat } from '../useFormat';

/** A run's progress in words; null or empty where it is not known yet. */
export function useRunFigures(run: RunView) {
  const t = useText();
  const format = useFormat();
  const { done, total, ratePerSecond, etaSecondsLow, etaSecondsHigh } = run;
  const share = total ? Math.min(1, done / total) : null;
  return {
    share,
    percent: share === null ? null : format.percent(share),
    done:
      total === null
        ? done > 0
          ? t('run.done', { done: format.number(done) })
          : ''
        : t('run.doneOf', {
            percent: format.percent(share ?? 1),
            done: format.number(done),
            total: format.number(total),
          }),
    rate:
      ratePerSecond === null
        ? ''
        : t('run.rate', { rate: format.number(ratePerSecond, ratePerSecond < 10 ? 1 : 0) }),
    left:
      etaSecondsLow === null || etaSecondsHigh === null
        ? ''
        : t('run.left', { range: format.durationRange(etaSecondsLow, etaSecondsHigh) }),
  };
}
