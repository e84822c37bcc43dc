import { useForm, useWatch } from 'react-hook-form';
import { useAddTarget } from '@/api/targets/addTarget';
import { CredentialFields } from '@/ui/forms/CredentialFields';
import { withExpiry } from '@/ui/forms/credentialSchema';
import { useFormFailure } from '@/ui/forms/useFormFailure';
import { zodResolver } from '@/ui/forms/zodResolver';
import { useText } from '@/ui/text/useText';
import { InstanceFields } from './InstanceFields';
import { InstanceForm } from './InstanceForm';
import { InstancePage } from './InstancePage';
import { InstanceSaved } from './InstanceSaved';
import { targetSchema, type TargetValues } from './targetSchema';

/** Product C2a: all five fields, each error at its own, proved live. */
export function NewTargetPage() {
  const t = useText();
  const add = useAddTarget();
  return (
    <InstancePage title={t('targets.addNew')}>
      {add.data ? (
        <InstanceSaved
          target={add.data}
          title={t('targets.added', { name: add.data.name })}
          next={t('targets.added.next')}
          leadsToSchemas
        />
      ) : (
        <TargetForm add={add} />
      )}
    </InstancePage>
  );
}

function TargetForm({ add }: { add: ReturnType<typeof useAddTarget> }) {
  const t = useText();
  const form = useForm<TargetValues>({
    resolver: zodResolver(targetSchema(t)),
    defaultValues: { name: '', siteUrl: '', email: '', apiToken: '', workspaceId: '', tokenExpiresOn: '' },
  });
  const siteUrl = useWatch({ control: form.control, name: 'siteUrl' }).trim().replace(/\/+$/, '');
  const failure = useFormFailure(form);
  return (
    <InstanceForm
      form={form}
      failure={failure}
      submit={t('targets.save')}
      isBusy={add.isPending}
      onSubmit={(values) => add.mutate(withExpiry(values), { onError: failure.show })}
    >
      <InstanceFields siteLabel={t('targets.form.site')} siteHelp={t('targets.form.site.help')} />
      <CredentialFields
        siteUrl={siteUrl.startsWith('https://') ? siteUrl : null}
        isTarget
        failure={failure}
      />
    </InstanceForm>
  );
}
