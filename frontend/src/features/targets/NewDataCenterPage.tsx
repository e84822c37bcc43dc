import { Text } from '@atlaskit/primitives';
import { useForm, useWatch } from 'react-hook-form';
import { useAddDataCenter } from '@/api/targets/addDataCenter';
import { useFormFailure } from '@/ui/forms/useFormFailure';
import { zodResolver } from '@/ui/forms/zodResolver';
import { useText } from '@/ui/text/useText';
import { dataCenterSchema, type DataCenterValues, signInOf } from './dataCenterSchema';
import { InstanceFields } from './InstanceFields';
import { InstanceForm } from './InstanceForm';
import { InstancePage } from './InstancePage';
import { InstanceSaved } from './InstanceSaved';
import { SignInFields } from './SignInFields';

/** Product C4: a Data Center or Server as a source of backups, proved live. */
export function NewDataCenterPage() {
  const t = useText();
  const add = useAddDataCenter();
  return (
    <InstancePage title={t('dataCenter.addNew')}>
      {add.data ? (
        <InstanceSaved
          target={add.data}
          title={t('dataCenter.added', { name: add.data.name })}
          next={t('dataCenter.added.next')}
          leadsToSchemas
        />
      ) : (
        <DataCenterForm add={add} />
      )}
    </InstancePage>
  );
}

function DataCenterForm({ add }: { add: ReturnType<typeof useAddDataCenter> }) {
  const t = useText();
  const form = useForm<DataCenterValues>({
    resolver: zodResolver(dataCenterSchema(t)),
    defaultValues: {
      name: '',
      siteUrl: '',
      signIn: 'accessToken',
      userName: '',
      secret: '',
      tokenExpiresOn: '',
    },
  });
  const siteUrl = useWatch({ control: form.control, name: 'siteUrl' }).trim();
  const failure = useFormFailure(form);
  return (
    <InstanceForm
      form={form}
      failure={failure}
      submit={t('targets.checkAndSave')}
      isBusy={add.isPending}
      onSubmit={({ name, siteUrl, ...account }) =>
        add.mutate({ name, siteUrl, ...signInOf(account) }, { onError: failure.show })
      }
    >
      <Text as="p">{t('dataCenter.introduction')}</Text>
      <InstanceFields siteLabel={t('dataCenter.site')} siteHelp={t('dataCenter.site.help')} />
      <SignInFields siteUrl={siteUrl} failure={failure} />
    </InstanceForm>
  );
}
