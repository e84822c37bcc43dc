import { Stack, Text } from '@atlaskit/primitives';
import type { StorageCard } from '@/api/client';
import { useStorageOptions } from '@/api/connection/listStorageOptions';
import { Fact } from '@/ui/Fact';
import { useText } from '@/ui/text/useText';
import { Time } from '@/ui/Time';

/** Where backups lie; what signs in to a database is never shown, only when it was set. */
export function StorageFacts({ storage }: { storage: StorageCard }) {
  const t = useText();
  if (storage.kind === 'managed')
    return (
      <Text>
        <StorageName storage={storage} />
      </Text>
    );
  return (
    <Stack space="space.100">
      <Fact name={t('database.servers')}>
        <Text>
          <bdi>{storage.servers}</bdi>
        </Text>
      </Fact>
      <Fact name={t('database.version')}>
        <Text>{storage.version}</Text>
      </Fact>
      <Fact name={t('database.tls')}>
        <Text>{t(storage.usesTls ? 'database.tls.yes' : 'database.tls.no')}</Text>
      </Fact>
      {storage.accessSetAt && (
        <Fact name={t('database.setAt')}>
          <Text>
            <Time at={storage.accessSetAt} />
          </Text>
        </Fact>
      )}
    </Stack>
  );
}

/** A region by the name under which it was chosen, or by its own where it is not offered any more. */
export function StorageName({ storage: { kind, region, servers } }: { storage: StorageCard }) {
  const t = useText();
  const { data, isPending } = useStorageOptions();
  if (kind === 'ownDatabase') return <>{t('connection.storageOwn', { servers: servers ?? '' })}</>;
  const name = data?.items.find((option) => option.region === region)?.name ?? region ?? '';
  return <>{isPending ? '' : t('connection.storageIn', { region: name })}</>;
}
