import Link from '@atlaskit/link';
import { useRef } from 'react';
import { useFormContext, useWatch } from 'react-hook-form';
import type { SignIn } from '@/api/client';
import { RadioChoice } from '@/ui/forms/RadioChoice';
import { TextInput } from '@/ui/forms/TextInput';
import { TokenExpiry } from '@/ui/forms/TokenExpiry';
import type { FormFailure } from '@/ui/forms/useFormFailure';
import { useText } from '@/ui/text/useText';
import type { SignInValues } from './dataCenterSchema';

const ways = ['accessToken', 'basic'] as const;

interface SignInFieldsProps {
  /** As far as it is typed. */
  siteUrl: string;
  failure: FormFailure;
}

/** How the account of a Data Center signs in. */
export function SignInFields({ siteUrl, failure }: SignInFieldsProps) {
  const t = useText();
  const form = useFormContext<SignInValues>();
  const { errors } = form.formState;
  const signIn = useWatch({ control: form.control, name: 'signIn' });
  const otherSecret = useRef('');

  const choose = (way: SignIn) => {
    const typed = form.getValues('secret');
    form.setValue('signIn', way);
    form.setValue('secret', otherSecret.current);
    otherSecret.current = typed;
    // What was said, was said of the other way.
    form.clearErrors(['userName', 'secret']);
    failure.clear();
  };

  return (
    <>
      <RadioChoice
        legend={t('dataCenter.signIn')}
        choices={ways.map((way) => ({
          value: way,
          label: t(`dataCenter.${way}`),
          help: t(`dataCenter.${way}.choice`),
        }))}
        value={signIn}
        onChange={choose}
      />
      {signIn === 'basic' && (
        <TextInput
          label={t('dataCenter.userName')}
          field={form.register('userName')}
          error={errors.userName}
          help={t('dataCenter.userName.help')}
        />
      )}
      <TextInput
        label={t(signIn === 'basic' ? 'dataCenter.password' : 'dataCenter.token')}
        type="password"
        field={form.register('secret')}
        error={errors.secret}
        help={signIn === 'basic' ? t('dataCenter.password.help') : <TokenHelp siteUrl={siteUrl} />}
      />
      <TokenExpiry />
    </>
  );
}

function TokenHelp({ siteUrl }: { siteUrl: string }) {
  const t = useText();
  const isKnown = siteUrl.startsWith('https://') && URL.canParse(siteUrl);
  return (
    <span>
      {t('dataCenter.token.help')}{' '}
      {isKnown && (
        <Link href={`${siteUrl.replace(/\/+$/, '')}/secure/ViewProfile.jspa`} target="_blank">
          {t('dataCenter.token.link')}
        </Link>
      )}
    </span>
  );
}
