import SectionMessage from '@atlaskit/section-message';
import { Stack, Text } from '@atlaskit/primitives';
import type { CredentialReport } from '@/api/client';
import { CheckLines } from '@/ui/CheckLines';
import { useText } from '@/ui/text/useText';

/** Success, shown as plainly as failure: who signed in, and each thing that was proved. */
export function SavedReport({ report }: { report: CredentialReport }) {
  const t = useText();
  const hasWarning = report.checks.some(({ outcome }) => outcome !== 'passed');
  return (
    <div role="status">
      <SectionMessage appearance={hasWarning ? 'warning' : 'success'} title={t('credentials.saved')}>
        <Stack space="space.100">
          <Text as="p">
            {t('credentials.account', {
              name: report.accountName,
              email: report.email,
              workspace: report.workspaceId,
            })}
          </Text>
          <CheckLines checks={report.checks} />
        </Stack>
      </SectionMessage>
    </div>
  );
}
