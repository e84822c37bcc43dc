import Button from '@atlaskit/button/new';
import Heading from '@atlaskit/heading';
import { Inline, Stack, Text } from '@atlaskit/primitives';
import { useState } from 'react';
import type { ConnectionCard, StorageCard } from '@/api/client';
import { useConnection } from '@/api/connection/getConnection';
import { useReplaceConnectionString } from '@/api/connection/replaceConnectionString';
import { QueryView } from '@/ui/states/QueryView';
import { CardSkeleton } from '@/ui/states/Skeleton';
import { useText } from '@/ui/text/useText';
import { useLostFocus } from '@/ui/useLostFocus';
import { DatabaseForm } from './DatabaseForm';
import { SavedStorage } from './SavedStorage';
import { StorageChoice } from './StorageChoice';
import { StorageFacts } from './StorageFacts';

/** The storage of a site that is set up: what it is, another string for the same database, or another storage. */
export function StorageSettings() {
  const t = useText();
  return (
    <Stack space="space.200">
      <Heading size="medium" as="h2">
        {t('connection.storage')}
      </Heading>
      <QueryView query={useConnection()} skeleton={<CardSkeleton />}>
        {({ storage }) => (storage ? <Stored storage={storage} /> : <Text>{t('connection.noStorage')}</Text>)}
      </QueryView>
    </Stack>
  );
}

function Stored({ storage }: { storage: StorageCard }) {
  const t = useText();
  const [open, setOpen] = useState<'replace' | 'change' | null>(null);
  const [saved, setSaved] = useState<StorageCard | null>(null);
  const replace = useReplaceConnectionString();
  const close = () => setOpen(null);
  const onSaved = (card: ConnectionCard) => {
    setSaved(card.storage ?? null);
    close();
  };
  const start = (what: typeof open) => {
    setSaved(null);
    setOpen(what);
  };
  const here = useLostFocus<HTMLDivElement>(open);
  const form = { submit: t('database.test'), onSaved, onCancel: close };
  return (
    <div ref={here} tabIndex={-1}>
      <Stack space="space.300">
        {saved ? <SavedStorage storage={saved} /> : <StorageFacts storage={storage} />}
        {open === 'replace' && (
          <Stack space="space.200">
            <Text as="p">{t('database.replace.text')}</Text>
            <DatabaseForm save={replace} {...form} />
          </Stack>
        )}
        {open === 'change' && (
          <Stack space="space.200">
            <Text as="p">{t('storage.change.text')}</Text>
            <StorageChoice
              initial={storage.kind === 'managed' ? 'ownDatabase' : 'managed'}
              {...form}
              submit={t('storage.change')}
            />
          </Stack>
        )}
        {!open && (
          <Inline space="space.100" shouldWrap rowSpace="space.100">
            {storage.kind === 'ownDatabase' && (
              <Button onClick={() => start('replace')}>{t('database.replace')}</Button>
            )}
            <Button onClick={() => start('change')}>{t('storage.change')}</Button>
          </Inline>
        )}
      </Stack>
    </div>
  );
}
