import Lozenge from '@atlaskit/lozenge';
import type { RunView } from '@/api/client';
import { useText } from '../text/useText';

const appearances = {
  queued: 'default',
  running: 'inprogress',
  paused: 'moved',
  succeeded: 'success',
  partial: 'moved',
  failed: 'removed',
  stopped: 'default',
} as const;

export function RunStateLozenge({ run }: { run: Pick<RunView, 'state' | 'stopRequested'> }) {
  const t = useText();
  const isStopping = run.stopRequested && run.state === 'running';
  return (
    <Lozenge appearance={appearances[run.state]}>
      {isStopping ? t('run.stopping') : t(`run.state.${run.state}`)}
    </Lozenge>
  );
}
