import Heading from '@atlaskit/heading';
import { Box, Stack, xcss } from '@atlaskit/primitives';
import { useState } from 'react';
import type { CredentialReport, SessionView } from '@/api/client';
import { Page } from '@/ui/Page';
import { useText } from '@/ui/text/useText';
import { NewSchemas } from './NewSchemas';
import { SavedReport } from './SavedReport';
import { StorageSettings } from './storage/StorageSettings';
import { StoredCredentialsForm } from './StoredCredentialsForm';

const content = xcss({ maxWidth: '640px' });

/** Edit configuration: a token can be swapped with nothing lost. */
export function ConnectionSettings({ session }: { session: SessionView }) {
  const t = useText();
  const [report, setReport] = useState<CredentialReport | null>(null);
  return (
    <Page title={t('connection.settings')} parents={[{ text: t('home'), href: '/' }]}>
      {report && <SavedReport report={report} />}
      <Box xcss={content}>
        <Stack space="space.500">
          <Stack space="space.200">
            <Heading size="medium" as="h2">
              {t('setup.step.credentials')}
            </Heading>
            <StoredCredentialsForm siteUrl={session.siteUrl} submit={t('save')} onSaved={setReport} />
          </Stack>
          <StorageSettings />
          <NewSchemas />
        </Stack>
      </Box>
    </Page>
  );
}
