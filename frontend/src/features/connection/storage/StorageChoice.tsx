import { Fieldset, HelperMessage } from '@atlaskit/form';
import { Box, Stack, xcss } from '@atlaskit/primitives';
import { Radio } from '@atlaskit/radio';
import { useState } from 'react';
import type { ConnectionCard, StorageKind } from '@/api/client';
import { useStorageOptions } from '@/api/connection/listStorageOptions';
import { useSaveOwnDatabase } from '@/api/connection/saveOwnDatabase';
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

const underLabel = xcss({ paddingInlineStart: 'space.300', paddingBlockEnd: 'space.100' });

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
      <Fieldset legend={t('storage.kind')}>
        {kinds.map(({ kind, label, help }) => (
          <div key={kind}>
            <Radio
              name="storage"
              value={kind}
              label={t(label)}
              isChecked={chosen === kind}
              onChange={() => setPicked(kind)}
              aria-describedby={`storage-${kind}`}
            />
            <Box id={`storage-${kind}`} xcss={underLabel}>
              <HelperMessage>{t(help)}</HelperMessage>
            </Box>
          </div>
        ))}
      </Fieldset>
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
