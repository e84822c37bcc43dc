import SectionMessage, { SectionMessageAction } from '@atlaskit/section-message';
import { Text } from '@atlaskit/primitives';
import type { RunView } from '@/api/client';
import { useRuns } from '@/api/runs/listRuns';
import { isWithoutToken } from '@/ui/runs/isWithoutToken';
import { useTokenActions } from '@/ui/runs/useTokenActions';
import { useText } from '@/ui/text/useText';

/** Runs that wait for a new token, and syncs that failed; one that began by itself told nobody else. */
export function RunsThatNeedYou() {
  const t = useText();
  const runs = useRuns().data?.items ?? [];
  const waiting = runs.filter(isWithoutToken);
  const actions = useTokenActions(waiting);
  return (
    <>
      {waiting.length > 0 && (
        <SectionMessage
          appearance="error"
          title={t('needs.token', { runs: waiting.length })}
          actions={actions}
        >
          <Text as="p">{waiting[0]!.waitsFor}</Text>
        </SectionMessage>
      )}
      {lastFailed(runs).map((sync) => (
        <SectionMessage
          key={sync.id}
          appearance="error"
          title={t('run.sync.failed')}
          actions={[
            <SectionMessageAction key="log" href={`/activity/${sync.id}`}>
              {t('needs.showRun')}
            </SectionMessageAction>,
          ]}
        >
          <Text as="p">{sync.errorMessage}</Text>
        </SectionMessage>
      ))}
    </>
  );
}

/** Syncs that failed and that none has followed, each reason once: every instance has a sync of its own at the same time. */
function lastFailed(runs: RunView[]): RunView[] {
  const syncs = runs.filter(({ kind }) => kind === 'sync');
  const failed = syncs.filter(
    ({ state, createdAt, finishedAt }) =>
      state === 'failed' && !syncs.some((later) => later.createdAt > (finishedAt ?? createdAt)),
  );
  return failed.filter(
    ({ errorMessage }, n) => failed.findIndex((other) => other.errorMessage === errorMessage) === n,
  );
}
