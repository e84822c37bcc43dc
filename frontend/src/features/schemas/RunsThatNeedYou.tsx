import SectionMessage, { SectionMessageAction } from '@atlaskit/section-message';
import { Text } from '@atlaskit/primitives';
import { useRuns } from '@/api/runs/listRuns';
import { isWithoutToken } from '@/ui/runs/isWithoutToken';
import { useTokenActions } from '@/ui/runs/useTokenActions';
import { useText } from '@/ui/text/useText';

/** Runs that wait for a new token, and a newest sync that failed; one that began by itself told nobody else. */
export function RunsThatNeedYou() {
  const t = useText();
  const runs = useRuns().data?.items ?? [];
  const waiting = runs.filter(isWithoutToken);
  const actions = useTokenActions(waiting);
  const sync = runs.find(({ kind }) => kind === 'sync');
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
      {sync?.state === 'failed' && (
        <SectionMessage
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
      )}
    </>
  );
}
