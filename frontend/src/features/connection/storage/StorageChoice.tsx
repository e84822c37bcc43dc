import { Stack } from '@atlaskit/primitives';
import { useState } from 'react';
import type { ConnectionCard, StorageKind } from '@/api/client';
import { useStorageOptions } from '@/api/connection/listStorageOptions';
import { useSaveOwnDatabase } from '@/api/connection/saveOwnDatabase';
import { RadioChoice } from '@/ui/forms/RadioChoice';
import { Nothing } from '@/ui/states/Nothing';
import { QueryView } from '@/ui/states/QueryView';
import { CardSkeleton } from '@/ui/states/Skeleton';
import { useText } from '@/ui/text/useText';
import { DatabaseForm } from './DatabaseForm';
import { RegionForm } from './RegionForm';

const kinds = [
  { kind: 'managed', label: 'storage.managed', help: 'storage.managed.help' },
  { kind: 'ownDatabase', label: 'storage.own', help: 'storage.own.help' },
] as const;

interface StorageChoiceProps {
  /** What is chosen until somebody picks; it may come late. */
  initial: StorageKind;
  submit: string;
  onSaved: (card: ConnectionCard) => void;
  onCancel?: () => void;
}

/** Managed storage or a database of one's own, each with its form. */
export function StorageChoice({ initial, ...form }: StorageChoiceProps) {
  const t = useText();
  const [picked, setPicked] = useState<StorageKind | null>(null);
  const chosen = picked ?? initial;
  const saveDatabase = useSaveOwnDatabase();
  return (
    <Stack space="space.300">
      <RadioChoice
        legend={t('storage.kind')}
        choices={kinds.map(({ kind, label, help }) => ({ value: kind, label: t(label), help: t(help) }))}
        value={chosen}
        onChange={setPicked}
      />
      {chosen === 'managed' ? <Regions {...form} /> : <DatabaseForm save={saveDatabase} {...form} />}
    </Stack>
  );
}

const Regions = (form: Omit<StorageChoiceProps, 'initial'>) => {
  const t = useText();
  return (
    <QueryView
      query={useStorageOptions()}
      skeleton={<CardSkeleton />}
      isEmpty={({ items }) => items.length === 0}
      empty={<Nothing title={t('storage.none.title')} text={t('storage.none.text')} />}
    >
      {({ items }) => <RegionForm options={items} {...form} />}
    </QueryView>
  );
};
