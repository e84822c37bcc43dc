import { Text } from '@atlaskit/primitives';
import { useForm } from 'react-hook-form';
import { useIntl } from 'react-intl';
import type { TargetView } from '@/api/client';
import { useRenewDataCenter } from '@/api/targets/renewDataCenter';
import { addressOf } from '@/ui/addressOf';
import { useFormFailure } from '@/ui/forms/useFormFailure';
import { zodResolver } from '@/ui/forms/zodResolver';
import { useText } from '@/ui/text/useText';
import { signInOf, signInSchema, type SignInValues } from './dataCenterSchema';
import { InstanceForm } from './InstanceForm';
import { InstanceSaved } from './InstanceSaved';
import { SignInFields } from './SignInFields';

/** Another sign-in for a Data Center. */
export function RenewSignIn({ target }: { target: TargetView }) {
  const t = useText();
  const intl = useIntl();
  const { id, name, siteUrl, signIn, email, tokenSetAt, tokenExpiresOn } = target;
  const renew = useRenewDataCenter(id);
  const form = useForm<SignInValues>({
    resolver: zodResolver(signInSchema(t)),
    defaultValues: { signIn, userName: email, secret: '', tokenExpiresOn: tokenExpiresOn ?? '' },
  });
  const failure = useFormFailure(form);
  if (renew.data)
    return (
      <InstanceSaved
        target={renew.data}
        title={t('dataCenter.renewed', { name })}
        next={t('targets.renewed.next')}
      />
    );
  const date = intl.formatDate(tokenSetAt, { dateStyle: 'long' });
  return (
    <InstanceForm
      form={form}
      failure={failure}
      submit={t('targets.checkAndSave')}
      isBusy={renew.isPending}
      onSubmit={(values) => renew.mutate(signInOf(values), { onError: failure.show })}
    >
      <Text as="p">{t('dataCenter.renew.text', { name, address: addressOf(siteUrl), date })}</Text>
      <SignInFields siteUrl={siteUrl} failure={failure} />
    </InstanceForm>
  );
}
