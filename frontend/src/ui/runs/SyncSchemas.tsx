import Button from '@atlaskit/button/new';
import { useFlags } from '@atlaskit/flag';
import { ApiFailure } from '@/api/ApiFailure';
import { useRuns } from '@/api/runs/listRuns';
import { isActive } from '@/api/runs/runStates';
import { useSyncSchemas } from '@/api/schemas/syncSchemas';
import { useText } from '../text/useText';
import { useRunFocus } from '../useRunFocus';
import { useStartedFlag } from '../useStartedFlag';
import { RunPlace } from './RunPlace';

/** Reads the list of schemas again; one sync at a time. */
export function SyncSchemas() {
  const t = useText();
  const sync = useSyncSchemas();
  const startedFlag = useStartedFlag();
  const { showFlag } = useFlags();
  const running = useRuns().data?.items.find((run) => run.kind === 'sync' && isActive(run));
  useRunFocus(running?.id);
  const start = () =>
    sync.mutate(undefined, {
      onSuccess: ({ runId }) => startedFlag({ title: t('sync.started'), runId }),
      onError: (error) => {
        const { title, detail } = ApiFailure.of(error);
        showFlag({ appearance: 'error', title, description: detail });
      },
    });
  return (
    <RunPlace id={running?.id}>
      <Button isLoading={sync.isPending} isDisabled={Boolean(running)} onClick={start}>
        {t(!running ? 'syncSchemas' : running.state === 'paused' ? 'sync.paused' : 'sync.running')}
      </Button>
    </RunPlace>
  );
}
