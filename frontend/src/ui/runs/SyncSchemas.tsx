import Button from '@atlaskit/button/new';
import { useFlags } from '@atlaskit/flag';
import { ApiFailure } from '@/api/ApiFailure';
import type { SyncStarted } from '@/api/client';
import { useRuns } from '@/api/runs/listRuns';
import { isActive } from '@/api/runs/runStates';
import { useSyncSchemas } from '@/api/schemas/syncSchemas';
import { useText } from '../text/useText';
import { useRunFocus } from '../useRunFocus';
import { useStartedFlag } from '../useStartedFlag';
import { RunPlace } from './RunPlace';
import { useInstances } from './useInstances';

/** Reads the lists of schemas again, each instance's in a sync of its own; the site's own says how it stands. */
export function SyncSchemas() {
  const t = useText();
  const sync = useSyncSchemas();
  const startedFlag = useStartedFlag();
  const { showFlag } = useFlags();
  const { targets = [], isOwn, nameOf } = useInstances();
  const running = useRuns().data?.items.filter((run) => run.kind === 'sync' && isActive(run)) ?? [];
  const own = running.find(isOwn);
  const isPaused = own?.state === 'paused';
  // One instance that does not answer keeps no other one from being synced.
  const isOneIdle = targets.some(({ id }) => !running.some(({ connectionId }) => connectionId === id));
  const canStart = !own || (isPaused && isOneIdle);
  useRunFocus(own?.id);
  const startedOf = ({ runId, otherRunIds }: SyncStarted) =>
    [runId, ...otherRunIds].find((id) => !running.some((run) => run.id === id)) ?? runId;
  const start = () =>
    sync.mutate(undefined, {
      onSuccess: (started) =>
        startedFlag({ title: t('sync.started'), subject: nameOf, runId: startedOf(started) }),
      onError: (error) => {
        const { title, detail } = ApiFailure.of(error);
        showFlag({ appearance: 'error', title, description: detail });
      },
    });
  return (
    <RunPlace id={own?.id}>
      <Button isLoading={sync.isPending} isDisabled={!canStart} onClick={start}>
        {t(canStart ? 'syncSchemas' : isPaused ? 'sync.paused' : 'sync.running')}
      </Button>
    </RunPlace>
  );
}
