import Link from '@atlaskit/link';
import { Stack } from '@atlaskit/primitives';
import { useFormContext } from 'react-hook-form';
import { useText } from '../text/useText';
import type { AccountValues } from './credentialSchema';
import { TextInput } from './TextInput';
import { TokenExpiry } from './TokenExpiry';

const tokensPage = 'https://id.atlassian.com/manage-profile/security/api-tokens';

/** E-mail and API token: who a site is called as. */
export function AccountFields({ tokenNote }: { tokenNote?: string }) {
  const t = useText();
  const form = useFormContext<AccountValues>();
  const { errors } = form.formState;
  return (
    <Stack space="space.200">
      <TextInput
        label={t('form.email')}
        type="email"
        field={form.register('email')}
        error={errors.email}
        help={t('form.email.help')}
      />
      <TextInput
        label={t('form.token')}
        type="password"
        field={form.register('apiToken')}
        error={errors.apiToken}
        help={
          <span>
            {tokenNote ?? t('form.token.help')}{' '}
            <Link href={tokensPage} target="_blank">
              {t('form.token.link')}
            </Link>
          </span>
        }
      />
      <TokenExpiry />
    </Stack>
  );
}
