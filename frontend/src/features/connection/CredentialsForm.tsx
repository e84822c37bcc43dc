import Button from '@atlaskit/button/new';
import { Inline, Stack } from '@atlaskit/primitives';
import { FormProvider, useForm } from 'react-hook-form';
import type { CredentialReport } from '@/api/client';
import { useSaveCredentials } from '@/api/connection/saveCredentials';
import { CredentialFields } from '@/ui/forms/CredentialFields';
import { credentialSchema, type CredentialValues } from '@/ui/forms/credentialSchema';
import { showFieldErrors } from '@/ui/forms/serverErrors';
import { zodResolver } from '@/ui/forms/zodResolver';
import { FailureMessage } from '@/ui/states/FailureMessage';
import { useText } from '@/ui/text/useText';

interface CredentialsFormProps {
  siteUrl: string;
  defaults?: Pick<CredentialValues, 'email' | 'workspaceId'>;
  tokenNote?: string;
  submit: string;
  onSaved: (report: CredentialReport) => void;
}

export function CredentialsForm({ siteUrl, defaults, tokenNote, submit, onSaved }: CredentialsFormProps) {
  const t = useText();
  const save = useSaveCredentials();
  const form = useForm<CredentialValues>({
    resolver: zodResolver(credentialSchema(t)),
    defaultValues: { email: '', workspaceId: '', ...defaults, apiToken: '' },
  });
  const onSubmit = form.handleSubmit((values) =>
    save.mutate(values, { onSuccess: onSaved, onError: (error) => showFieldErrors(form, error) }),
  );
  return (
    <FormProvider {...form}>
      <form noValidate onSubmit={(event) => void onSubmit(event)}>
        <Stack space="space.300">
          {save.isError && <FailureMessage error={save.error} />}
          <CredentialFields siteUrl={siteUrl} tokenNote={tokenNote} />
          <Inline>
            <Button type="submit" appearance="primary" isLoading={save.isPending}>
              {submit}
            </Button>
          </Inline>
        </Stack>
      </form>
    </FormProvider>
  );
}
