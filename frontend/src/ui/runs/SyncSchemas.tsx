import Button from '@atlaskit/button/new';
import { useFlags } from '@atlaskit/flag';
import { useQuery } from '@tanstack/react-query';
import { ApiFailure } from '@/api/ApiFailure';
import { useRuns } from '@/api/runs/listRuns';
import { isActive } from '@/api/runs/runStates';
import { useSyncSchemas } from '@/api/schemas/syncSchemas';
import { targetsQuery } from '@/api/targets/listTargets';
import { useText } from '../text/useText';
import { useRunFocus } from '../useRunFocus';
import { useStartedFlag } from '../useStartedFlag';
import { RunPlace } from './RunPlace';

/** Reads the lists of schemas again, each instance's in a sync of its own; one at a time of each. */
export function SyncSchemas() {
  const t = useText();
  const sync = useSyncSchemas();
  const startedFlag = useStartedFlag();
  const { showFlag } = useFlags();
  const running = useRuns().data?.items.filter((run) => run.kind === 'sync' && isActive(run)) ?? [];
  const isPaused = running.length > 0 && running.every(({ state }) => state === 'paused');
  // One instance that does not answer keeps no other one from being synced.
  const targets = useQuery({ ...targetsQuery(), enabled: isPaused }).data?.items.length ?? 0;
  const canStart = running.length === 0 || (isPaused && running.length <= targets);
  const first = running[0]?.id;
  useRunFocus(first);
  const start = () =>
    sync.mutate(undefined, {
      onSuccess: ({ runId }) => startedFlag({ title: t('sync.started'), runId }),
      onError: (error) => {
        const { title, detail } = ApiFailure.of(error);
        showFlag({ appearance: 'error', title, description: detail });
      },
    });
  return (
    <RunPlace id={first}>
      <Button isLoading={sync.isPending} isDisabled={!canStart} onClick={start}>
        {t(canStart ? 'syncSchemas' : isPaused ? 'sync.paused' : 'sync.running')}
      </Button>
    </RunPlace>
  );
}
