import type { RunView } from '@/api/client';
import { useText } from '../text/useText';
import { useFormat } from '../useFormat';
import { useWaitsFor } from './useWaitsFor';

/** A run's progress in words; null or empty where it is not known yet. */
export function useRunFigures(run: RunView) {
  const t = useText();
  const format = useFormat();
  const waits = useWaitsFor(run);
  const { done, total, ratePerSecond, etaSecondsLow, etaSecondsHigh } = run;
  // Of nothing there is no share.
  const share = total ? Math.min(1, done / total) : null;
  const isLeftKnown = etaSecondsLow !== null && etaSecondsHigh !== null && !run.stopRequested;
  return {
    share,
    step: stepOf(run, t),
    waits: run.state === 'queued' ? null : waits,
    done:
      share !== null && total
        ? t('run.doneOf', {
            // All is done when all is done, not half a hundredth before.
            percent: format.percent(Math.floor(Math.min(100, (done * 100) / total)) / 100),
            done: format.number(done),
            total: format.number(total),
          })
        : done > 0
          ? t('run.done', { done: format.number(done) })
          : '',
    rate: ratePerSecond === null ? '' : rateOf(ratePerSecond, t, format),
    left: isLeftKnown ? t('run.left', { range: format.durationRange(etaSecondsLow, etaSecondsHigh) }) : '',
  };
}

/** In the queue, what it waits for is all there is to say. */
function stepOf({ state, step, waitsFor, stopRequested }: RunView, t: ReturnType<typeof useText>): string {
  if (state === 'queued') return waitsFor ?? t('run.state.queued');
  const words = step ?? (state === 'paused' ? '' : t('run.starting'));
  return stopRequested && state === 'running' ? t('run.stoppingAt', { step: words }) : words;
}

/** Less than one a second is told a minute: it is not nothing. */
function rateOf(
  perSecond: number,
  t: ReturnType<typeof useText>,
  format: ReturnType<typeof useFormat>,
): string {
  const isSlow = perSecond > 0 && perSecond < 1;
  const rate = isSlow ? perSecond * 60 : perSecond;
  return t(isSlow ? 'run.ratePerMinute' : 'run.rate', { rate: format.number(rate, rate < 10 ? 1 : 0) });
}
