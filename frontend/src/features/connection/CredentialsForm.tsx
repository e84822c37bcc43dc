import Button from '@atlaskit/button/new';
import { Inline, Stack } from '@atlaskit/primitives';
import { FormProvider, useForm } from 'react-hook-form';
import type { CredentialReport } from '@/api/client';
import { useSaveCredentials } from '@/api/connection/saveCredentials';
import { CredentialFields } from '@/ui/forms/CredentialFields';
import { credentialSchema, type CredentialValues, withExpiry } from '@/ui/forms/credentialSchema';
import { FormSummary } from '@/ui/forms/FormSummary';
import { useFormFailure } from '@/ui/forms/useFormFailure';
import { zodResolver } from '@/ui/forms/zodResolver';
import { useText } from '@/ui/text/useText';

interface CredentialsFormProps {
  siteUrl: string;
  defaults?: Pick<CredentialValues, 'email' | 'workspaceId' | 'tokenExpiresOn'>;
  tokenNote?: string;
  submit: string;
  onSaved: (report: CredentialReport) => void;
}

export function CredentialsForm({ siteUrl, defaults, tokenNote, submit, onSaved }: CredentialsFormProps) {
  const t = useText();
  const save = useSaveCredentials();
  const form = useForm<CredentialValues>({
    resolver: zodResolver(credentialSchema(t)),
    defaultValues: { email: '', workspaceId: '', tokenExpiresOn: '', ...defaults, apiToken: '' },
  });
  const failure = useFormFailure(form);
  const onSubmit = form.handleSubmit((values) => {
    failure.clear();
    save.mutate(withExpiry(values), { onSuccess: onSaved, onError: failure.show });
  });
  return (
    <FormProvider {...form}>
      <form noValidate onSubmit={(event) => void onSubmit(event)}>
        <Stack space="space.300">
          <FormSummary error={failure.error} />
          <CredentialFields siteUrl={siteUrl} tokenNote={tokenNote} failure={failure} />
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
