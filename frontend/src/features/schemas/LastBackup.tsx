import { Box, Stack, Text, xcss } from '@atlaskit/primitives';
import type { RunView, SchemaView } from '@/api/client';
import { useText } from '@/ui/text/useText';
import { Time } from '@/ui/Time';

const words = xcss({ minWidth: '100px', overflowWrap: 'break-word' });

/** The last good snapshot, and below it the newest run's words when that one was not good. */
export function LastBackup({
  schema: { lastSnapshotAt, lastSnapshotId, lastBackup },
}: {
  schema: SchemaView;
}) {
  const t = useText();
  return (
    <Box xcss={words}>
      <Stack space="space.025">
        {lastSnapshotAt && lastSnapshotId ? (
          <Text>
            <Time at={lastSnapshotAt} href={`/snapshots/${lastSnapshotId}`} />
          </Text>
        ) : (
          <Text color="color.text.subtle">{t('schemas.neverBackedUp')}</Text>
        )}
        {lastBackup && isNotGood(lastBackup) && (
          <Text
            size="small"
            color={lastBackup.state === 'failed' ? 'color.text.danger' : 'color.text.warning'}
          >
            {lastBackup.errorMessage ?? lastBackup.result ?? t(`run.backup.${lastBackup.state}`)}
          </Text>
        )}
      </Stack>
    </Box>
  );
}

type NotGood = RunView & { state: 'failed' | 'stopped' | 'partial' };

const isNotGood = (run: RunView): run is NotGood => ['failed', 'stopped', 'partial'].includes(run.state);
