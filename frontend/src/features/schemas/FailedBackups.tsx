import SectionMessage, { SectionMessageAction } from '@atlaskit/section-message';
import { Stack, Text } from '@atlaskit/primitives';
import type { SchemaView } from '@/api/client';
import { useText } from '@/ui/text/useText';
import { NameList } from './NameList';

/** Schemas whose last backup failed, by the reason: a site that keeps us out is told once. */
export function FailedBackups({ schemas }: { schemas: SchemaView[] }) {
  const t = useText();
  const reasonOf = ({ lastBackup }: SchemaView) => lastBackup?.errorMessage ?? t('run.backup.failed');
  const reasons = [...new Set(schemas.map(reasonOf))];
  return reasons.map((reason) => {
    const failed = schemas.filter((schema) => reasonOf(schema) === reason);
    const [first] = failed as [SchemaView];
    return (
      <SectionMessage
        key={reason}
        appearance="error"
        title={
          failed.length === 1
            ? t('needs.failed', { name: first.name })
            : t('needs.failedMany', { count: failed.length })
        }
        actions={[
          <SectionMessageAction key="log" href={`/activity/${first.lastBackup!.id}`}>
            {t('needs.showRun')}
          </SectionMessageAction>,
        ]}
      >
        <Stack space="space.050">
          {failed.length > 1 && <NameList schemas={failed} />}
          <Text as="p">{reason}</Text>
        </Stack>
      </SectionMessage>
    );
  });
}
