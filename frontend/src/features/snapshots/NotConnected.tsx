import Lozenge from '@atlaskit/lozenge';
import { Stack, Text } from '@atlaskit/primitives';
import type { SnapshotView } from '@/api/client';
import { useText } from '@/ui/text/useText';

/** Marks a backup whose storage was switched away from, with where it lies; nothing for others. */
export function NotConnected({ snapshot: { storage } }: { snapshot: SnapshotView }) {
  const t = useText();
  if (storage.isConnected) return null;
  return (
    <Stack space="space.025" alignInline="start">
      <Lozenge appearance="moved">{t('storage.notConnected')}</Lozenge>
      <Text size="small" color="color.text.subtle">
        <bdi>{storage.name}</bdi>
      </Text>
    </Stack>
  );
}
