import { Text } from '@atlaskit/primitives';
import { useForm } from 'react-hook-form';
import { useIntl } from 'react-intl';
import type { TargetView } from '@/api/client';
import { useRenewTarget } from '@/api/targets/renewTarget';
import { AccountFields } from '@/ui/forms/AccountFields';
import { accountSchema, type AccountValues, withExpiry } from '@/ui/forms/credentialSchema';
import { useFormFailure } from '@/ui/forms/useFormFailure';
import { zodResolver } from '@/ui/forms/zodResolver';
import { useText } from '@/ui/text/useText';
import { InstanceForm } from './InstanceForm';
import { InstanceSaved } from './InstanceSaved';

/** Another API token for a Cloud site. */
export function RenewToken({ target }: { target: TargetView }) {
  const t = useText();
  const intl = useIntl();
  const renew = useRenewTarget(target.id);
  const form = useForm<AccountValues>({
    resolver: zodResolver(accountSchema(t)),
    defaultValues: { email: target.email, apiToken: '', tokenExpiresOn: target.tokenExpiresOn ?? '' },
  });
  const failure = useFormFailure(form);
  if (renew.data)
    return (
      <InstanceSaved
        target={renew.data}
        title={t('targets.renewed', { name: target.name })}
        next={t('targets.renewed.next')}
      />
    );
  const date = intl.formatDate(target.tokenSetAt, { dateStyle: 'long' });
  return (
    <InstanceForm
      form={form}
      failure={failure}
      submit={t('targets.checkAndSave')}
      isBusy={renew.isPending}
      onSubmit={(values) => renew.mutate(withExpiry(values), { onError: failure.show })}
    >
      <Text as="p">{t('targets.renew.text', { name: target.name })}</Text>
      <AccountFields tokenNote={t('form.token.replace', { date })} />
    </InstanceForm>
  );
}
