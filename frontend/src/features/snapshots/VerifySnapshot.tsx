import Button from '@atlaskit/button/new';
import { useFlags } from '@atlaskit/flag';
import { ApiFailure } from '@/api/ApiFailure';
import type { SnapshotView } from '@/api/client';
import { useRuns } from '@/api/runs/listRuns';
import { isActive } from '@/api/runs/runStates';
import { useVerifySnapshot } from '@/api/snapshots/verifySnapshot';
import { useText } from '@/ui/text/useText';
import { useWhyUnreadable } from '@/ui/useWhyUnreadable';
import { useStartedFlag } from '@/ui/useStartedFlag';
import { WhyNot } from '@/ui/WhyNot';

/** Starts reading back every byte of a snapshot. */
export function VerifySnapshot({ snapshot, spacing }: { snapshot: SnapshotView; spacing?: 'compact' }) {
  const t = useText();
  const verify = useVerifySnapshot();
  const startedFlag = useStartedFlag();
  const { showFlag } = useFlags();
  const runs = useRuns(snapshot.schemaId).data?.items ?? [];
  const isVerifying = runs.some(
    (run) => run.kind === 'verify' && run.snapshotId === snapshot.id && isActive(run),
  );
  const start = () =>
    verify.mutate(snapshot.id, {
      onSuccess: ({ runId }) => startedFlag(t('snapshot.verifyStarted', { id: snapshot.shortId }), runId),
      onError: (error) => {
        const { title, detail } = ApiFailure.of(error);
        showFlag({ appearance: 'error', title, description: detail });
      },
    });
  const why = useWhyUnreadable(snapshot.storage);
  return (
    <WhyNot reason={why}>
      <Button
        spacing={spacing}
        isLoading={verify.isPending}
        isDisabled={isVerifying || why !== null}
        onClick={start}
      >
        {t(isVerifying ? 'snapshot.verifying' : 'snapshot.verify')}
      </Button>
    </WhyNot>
  );
}
