import Button from '@atlaskit/button/new';
import { useFlags } from '@atlaskit/flag';
import { ApiFailure } from '@/api/ApiFailure';
import type { SnapshotView } from '@/api/client';
import { useVerifySnapshot } from '@/api/snapshots/verifySnapshot';
import { useText } from '@/ui/text/useText';
import { useRunFocus } from '@/ui/useRunFocus';
import { useStartedFlag } from '@/ui/useStartedFlag';
import { useWhyUnreadable } from '@/ui/useWhyUnreadable';
import { WhyNot } from '@/ui/WhyNot';
import { useVerification } from './useVerification';

/** Starts reading back every byte of a snapshot. */
export function VerifySnapshot({ snapshot, spacing }: { snapshot: SnapshotView; spacing?: 'compact' }) {
  const t = useText();
  const verify = useVerifySnapshot();
  const startedFlag = useStartedFlag();
  const { showFlag } = useFlags();
  const running = useVerification(snapshot);
  useRunFocus(running?.id);
  const start = () =>
    verify.mutate(snapshot.id, {
      onSuccess: ({ runId }) =>
        startedFlag({
          title: t('snapshot.verifyStarted', { id: snapshot.shortId }),
          subject: t('snapshot.title', { id: snapshot.shortId }),
          runId,
        }),
      onError: (error) => {
        const { title, detail } = ApiFailure.of(error);
        showFlag({ appearance: 'error', title, description: detail });
      },
    });
  const why = useWhyUnreadable(snapshot);
  return (
    <WhyNot reason={why?.text ?? null}>
      <Button
        spacing={spacing}
        isLoading={verify.isPending}
        isDisabled={Boolean(running) || why !== null}
        onClick={start}
      >
        {t(running ? 'snapshot.verifying' : 'snapshot.verify')}
      </Button>
    </WhyNot>
  );
}
