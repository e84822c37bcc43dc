import SectionMessage from '@atlaskit/section-message';
import { Stack, Text } from '@atlaskit/primitives';
import type { StorageCard } from '@/api/client';
import { useText } from '@/ui/text/useText';
import { StorageFacts, StorageName } from './StorageFacts';

/** Success, shown as plainly as failure: what the live test found, or where backups go now. */
export function SavedStorage({ storage }: { storage: StorageCard }) {
  const t = useText();
  const isOwn = storage.kind === 'ownDatabase';
  return (
    <div role="status">
      <SectionMessage appearance="success" title={t(isOwn ? 'database.works' : 'storage.changed')}>
        {isOwn ? (
          <Stack space="space.100">
            <Text as="p">{t('database.works.text')}</Text>
            <StorageFacts storage={storage} />
          </Stack>
        ) : (
          <Text as="p">
            <StorageName storage={storage} />
          </Text>
        )}
      </SectionMessage>
    </div>
  );
}
