import SectionMessage, { SectionMessageAction } from '@atlaskit/section-message';
import { Stack, Text } from '@atlaskit/primitives';
import type { RunView } from '@/api/client';
import { useSession } from '@/api/session/getSession';
import { useRuns } from '@/api/runs/listRuns';
import { addressOf } from '@/ui/addressOf';
import { useInstances } from '@/ui/runs/useInstances';
import { useText } from '@/ui/text/useText';

/** Instances whose last sync failed, by the reason; one that began by itself told nobody else. */
export function FailedSyncs() {
  const { isGone } = useInstances();
  const runs = useRuns().data?.items ?? [];
  const failed = newest(runs).filter((sync) => sync.state === 'failed' && !isGone(sync));
  const reasons = [...new Set(failed.map(({ errorMessage }) => errorMessage))];
  return reasons.map((reason) => (
    <Failed key={reason} syncs={failed.filter(({ errorMessage }) => errorMessage === reason)} />
  ));
}

/** The newest sync of each instance; runs come newest first. */
function newest(runs: RunView[]): RunView[] {
  const syncs = runs.filter(({ kind }) => kind === 'sync');
  return syncs.filter(
    ({ connectionId }, n) => syncs.findIndex((other) => other.connectionId === connectionId) === n,
  );
}

function Failed({ syncs }: { syncs: RunView[] }) {
  const t = useText();
  const { nameOf } = useInstances();
  const site = useSession().data?.siteUrl ?? '';
  const [first] = syncs as [RunView];
  const other = nameOf(first);
  return (
    <SectionMessage
      appearance="error"
      title={
        syncs.length > 1
          ? t('needs.syncMany', { count: syncs.length })
          : other
            ? t('needs.syncOf', { instance: other })
            : t('run.sync.failed')
      }
      actions={[
        <SectionMessageAction key="log" href={`/activity/${first.id}`}>
          {t('needs.showRun')}
        </SectionMessageAction>,
      ]}
    >
      <Stack space="space.050">
        {syncs.length > 1 && (
          <Text as="p">{syncs.map((sync) => nameOf(sync) ?? addressOf(site)).join(', ')}</Text>
        )}
        <Text as="p">{first.errorMessage}</Text>
      </Stack>
    </SectionMessage>
  );
}
