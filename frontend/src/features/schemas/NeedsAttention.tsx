import SectionMessage from '@atlaskit/section-message';
import { Stack, Text } from '@atlaskit/primitives';
import { useSchemas } from '@/api/schemas/listSchemas';
import { useText } from '@/ui/text/useText';
import { OpenAlarms } from './alarms/OpenAlarms';
import { FailedBackups } from './FailedBackups';
import { FailedSyncs } from './FailedSyncs';
import { named, NameList } from './NameList';
import { RunsThatNeedYou } from './RunsThatNeedYou';
import { ReservedSchedules } from './schedule/ReservedSchedules';
import { Unscheduled } from './schedule/Unscheduled';

/** What needs the admin: mass deletions, what cannot go on, what failed, schemas that cannot be read, were never backed up or have no schedule. Nothing when all is well. */
export function NeedsAttention() {
  const t = useText();
  const schemas = useSchemas().data?.items ?? [];
  const failed = schemas.filter(({ lastBackup, activeRun }) => lastBackup?.state === 'failed' && !activeRun);
  const bare = schemas.filter(
    ({ status, lastSnapshotId, activeRun, lastBackup }) =>
      status === 'active' && !lastSnapshotId && !activeRun && lastBackup?.state !== 'failed',
  );
  const unreadable = schemas.filter(({ status }) => status === 'syncError');
  return (
    <>
      <OpenAlarms schemas={schemas} />
      <RunsThatNeedYou />
      <FailedSyncs />
      <FailedBackups schemas={failed} />
      {unreadable.length > 0 && (
        <SectionMessage appearance="warning" title={t('needs.unreadable', { count: unreadable.length })}>
          <Stack space="space.050">
            {unreadable.slice(0, named).map(({ id, name, statusReason }) => (
              <Text as="p" key={id}>
                <bdi>{name}</bdi>: {statusReason}
              </Text>
            ))}
            {unreadable.length > named && (
              <Text as="p">{t('needs.andMore', { count: unreadable.length - named })}</Text>
            )}
            <Text as="p">{t('needs.unreadable.text')}</Text>
          </Stack>
        </SectionMessage>
      )}
      {bare.length > 0 && (
        <SectionMessage appearance="warning" title={t('needs.bare', { count: bare.length })}>
          <Stack space="space.050">
            <NameList schemas={bare} />
            <Text as="p">{t('needs.bare.text')}</Text>
          </Stack>
        </SectionMessage>
      )}
      <ReservedSchedules schemas={schemas} />
      <Unscheduled schemas={schemas} />
    </>
  );
}
