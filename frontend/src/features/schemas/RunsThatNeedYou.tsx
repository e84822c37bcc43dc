import SectionMessage from '@atlaskit/section-message';
import { Text } from '@atlaskit/primitives';
import { useRuns } from '@/api/runs/listRuns';
import { waitsForCredentials } from '@/ui/runs/waitsForCredentials';
import { useInstances } from '@/ui/runs/useInstances';
import { useTokenActions } from '@/ui/runs/useTokenActions';
import { useText } from '@/ui/text/useText';

/** Runs that wait for new credentials, and where to enter them. */
export function RunsThatNeedYou() {
  const t = useText();
  const { targetOf } = useInstances();
  const waiting = (useRuns().data?.items ?? []).filter(waitsForCredentials);
  const actions = useTokenActions(waiting);
  if (waiting.length === 0) return null;
  const signIns = waiting.filter((run) => targetOf(run)?.location === 'dataCenter').length;
  const what = signIns === 0 ? 'token' : signIns === waiting.length ? 'signIn' : 'any';
  return (
    <SectionMessage
      appearance="error"
      title={t('needs.credentials', { runs: waiting.length, what })}
      actions={actions}
    >
      <Text as="p">{waiting[0]!.waitsFor}</Text>
    </SectionMessage>
  );
}
