import Button from '@atlaskit/button/new';
import { Inline } from '@atlaskit/primitives';
import { useLocation, useNavigate } from 'react-router';
import { useConnection } from '@/api/connection/getConnection';
import { useRuns } from '@/api/runs/listRuns';
import { isActive } from '@/api/runs/runStates';
import { useSyncSchemas } from '@/api/schemas/syncSchemas';
import type { RunView, StorageCard } from '@/api/client';
import { RunOutcome } from '@/ui/runs/RunOutcome';
import { RunProgress } from '@/ui/runs/RunProgress';
import { FailureMessage } from '@/ui/states/FailureMessage';
import { QueryView } from '@/ui/states/QueryView';
import { CardSkeleton } from '@/ui/states/Skeleton';
import { useText } from '@/ui/text/useText';
import { useLostFocus } from '@/ui/useLostFocus';
import { SavedStorage } from '../storage/SavedStorage';
import { StepIntroduction } from './StepIntroduction';

/** The site's own newest sync is the state of this step, so that it survives a reload. */
export function SyncStep() {
  const t = useText();
  const storage = (useLocation().state as { storage?: StorageCard } | null)?.storage;
  return (
    <>
      {storage?.kind === 'ownDatabase' && <SavedStorage storage={storage} />}
      <StepIntroduction title={t('setup.step.sync')} text={t('sync.introduction')} />
      <QueryView query={useConnection()} skeleton={<CardSkeleton lines={2} />}>
        {({ id }) => <OwnSync connectionId={id} />}
      </QueryView>
    </>
  );
}

function OwnSync({ connectionId }: { connectionId: string }) {
  return (
    <QueryView query={useRuns()} skeleton={<CardSkeleton lines={2} />}>
      {({ items }) => (
        <SyncState run={items.find((run) => run.kind === 'sync' && run.connectionId === connectionId)} />
      )}
    </QueryView>
  );
}

function SyncState({ run }: { run: RunView | undefined }) {
  const t = useText();
  const navigate = useNavigate();
  const sync = useSyncSchemas();
  const isDone = run?.state === 'succeeded' || run?.state === 'partial';
  const isRunning = run !== undefined && isActive(run);
  const progress = useLostFocus<HTMLDivElement>(isRunning);
  return (
    <>
      {sync.isError && <FailureMessage error={sync.error} />}
      {run && (
        <div ref={progress} tabIndex={-1}>
          {isRunning ? (
            <RunProgress run={run} credentialsHref="/setup/credentials" />
          ) : (
            <RunOutcome run={run} />
          )}
        </div>
      )}
      <Inline space="space.100">
        {isDone && (
          <Button appearance="primary" onClick={() => void navigate('/')}>
            {t('finish')}
          </Button>
        )}
        <Button
          appearance={isDone ? 'default' : 'primary'}
          isLoading={sync.isPending}
          isDisabled={isRunning}
          onClick={() => sync.mutate()}
        >
          {t('syncSchemas')}
        </Button>
      </Inline>
    </>
  );
}
