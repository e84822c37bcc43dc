import { Stack, Text } from '@atlaskit/primitives';
import type { RunView, SchemaView } from '@/api/client';
import { Clamped } from '@/ui/Clamped';
import { useText } from '@/ui/text/useText';
import { Time } from '@/ui/Time';

/** The last good snapshot, and below it the newest run's words when that one was not good. */
export function LastBackup({
  schema: { lastSnapshotAt, lastSnapshotId, lastBackup },
}: {
  schema: SchemaView;
}) {
  const t = useText();
  return (
    <Stack space="space.025">
      {lastSnapshotAt && lastSnapshotId ? (
        <Text>
          <Time at={lastSnapshotAt} href={`/snapshots/${lastSnapshotId}`} />
        </Text>
      ) : (
        <Text color="color.text.subtle">{t('schemas.neverBackedUp')}</Text>
      )}
      {lastBackup && isNotGood(lastBackup) && (
        <Clamped
          size="small"
          maxLines={3}
          color={lastBackup.state === 'failed' ? 'color.text.danger' : 'color.text.warning'}
          text={lastBackup.errorMessage ?? lastBackup.result ?? t(`run.backup.${lastBackup.state}`)}
        />
      )}
    </Stack>
  );
}

type NotGood = RunView & { state: 'failed' | 'stopped' | 'partial' };

const isNotGood = (run: RunView): run is NotGood => ['failed', 'stopped', 'partial'].includes(run.state);
