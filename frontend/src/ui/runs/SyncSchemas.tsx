import Button from '@atlaskit/button/new';
import { useFlags } from '@atlaskit/flag';
import { ApiFailure } from '@/api/ApiFailure';
import { useRuns } from '@/api/runs/listRuns';
import { isActive } from '@/api/runs/runStates';
import { useSyncSchemas } from '@/api/schemas/syncSchemas';
import { useText } from '../text/useText';
import { useStartedFlag } from '../useStartedFlag';

/** Reads the list of schemas again; one sync at a time. */
export function SyncSchemas() {
  const t = useText();
  const sync = useSyncSchemas();
  const startedFlag = useStartedFlag();
  const { showFlag } = useFlags();
  const isSyncing = useRuns().data?.items.some((run) => run.kind === 'sync' && isActive(run));
  const start = () =>
    sync.mutate(undefined, {
      onSuccess: ({ runId }) => startedFlag(t('sync.started'), runId),
      onError: (error) => {
        const { title, detail } = ApiFailure.of(error);
        showFlag({ appearance: 'error', title, description: detail });
      },
    });
  return (
    <Button isLoading={sync.isPending} isDisabled={isSyncing} onClick={start}>
      {isSyncing ? t('sync.running') : t('syncSchemas')}
    </Button>
  );
}
