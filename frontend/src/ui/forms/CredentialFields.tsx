import Button from '@atlaskit/button/new';
import Link from '@atlaskit/link';
import { Stack } from '@atlaskit/primitives';
import { useFormContext } from 'react-hook-form';
import { useFindWorkspace } from '@/api/connection/findWorkspace';
import { useText } from '../text/useText';
import { AccountFields } from './AccountFields';
import type { CredentialValues } from './credentialSchema';
import { TextInput } from './TextInput';
import type { FormFailure } from './useFormFailure';

interface CredentialFieldsProps {
  /** Where the account works; null while the form does not know a site yet. */
  siteUrl: string | null;
  /** True when siteUrl is not the site that frames the app. */
  isTarget?: boolean;
  tokenNote?: string;
  failure: FormFailure;
}

/** E-mail, API token and Workspace ID: what every connection to a site needs. */
export function CredentialFields({ siteUrl, isTarget, tokenNote, failure }: CredentialFieldsProps) {
  const t = useText();
  const form = useFormContext<CredentialValues & { siteUrl?: string }>();
  const { errors } = form.formState;
  const find = useFindWorkspace();

  const findWorkspace = async () => {
    failure.clear();
    const needed = isTarget ? (['siteUrl', 'email', 'apiToken'] as const) : (['email', 'apiToken'] as const);
    if (!(await form.trigger(needed, { shouldFocus: true }))) return;
    const { email, apiToken } = form.getValues();
    find.mutate(
      { email: email.trim(), apiToken: apiToken.trim(), siteUrl: isTarget ? siteUrl : null },
      {
        onSuccess: ({ workspaceId }) => form.setValue('workspaceId', workspaceId, { shouldValidate: true }),
        onError: failure.show,
      },
    );
  };

  return (
    <Stack space="space.200">
      <AccountFields tokenNote={tokenNote} />
      <TextInput
        label={t('form.workspace')}
        field={form.register('workspaceId')}
        error={errors.workspaceId}
        help={
          <span>
            {t('form.workspace.help')}{' '}
            {siteUrl && (
              <Link href={`${siteUrl}/rest/servicedeskapi/assets/workspace`} target="_blank">
                {t('form.workspace.link')}
              </Link>
            )}
          </span>
        }
        action={
          <Button
            appearance="subtle"
            spacing="compact"
            isLoading={find.isPending}
            onClick={() => void findWorkspace()}
          >
            {t('form.workspace.find')}
          </Button>
        }
      />
    </Stack>
  );
}
