import SectionMessage, { SectionMessageAction } from '@atlaskit/section-message';
import { Stack, Text } from '@atlaskit/primitives';
import type { SchemaView } from '@/api/client';
import { useSchemas } from '@/api/schemas/listSchemas';
import { useText } from '@/ui/text/useText';

const named = 5;

/** What needs the admin: last backups that failed, schemas that cannot be read or were never backed up. Nothing when all is well. */
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
      {failed.map((schema) => (
        <SectionMessage
          key={schema.id}
          appearance="error"
          title={t('needs.failed', { name: schema.name })}
          actions={[
            <SectionMessageAction key="log" href={`/activity/${schema.lastBackup!.id}`}>
              {t('needs.showRun')}
            </SectionMessageAction>,
          ]}
        >
          <Text as="p">{schema.lastBackup!.errorMessage ?? t('run.backup.failed')}</Text>
        </SectionMessage>
      ))}
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
            <Text as="p">{names(bare, t('needs.andMore', { count: bare.length - named }))}</Text>
            <Text as="p">{t('needs.bare.text')}</Text>
          </Stack>
        </SectionMessage>
      )}
    </>
  );
}

const names = (schemas: SchemaView[], andMore: string) =>
  [...schemas.slice(0, named).map(({ name }) => name), ...(schemas.length > named ? [andMore] : [])].join(
    ', ',
  );
