import { useFormContext } from 'react-hook-form';
import { useText } from '../text/useText';
import { TextInput } from './TextInput';

/** The day on which a token expires: no site tells it, so it is known where it was entered. */
export function TokenExpiry() {
  const t = useText();
  const form = useFormContext<{ tokenExpiresOn: string }>();
  return (
    <TextInput
      label={t('form.expires')}
      type="date"
      isOptional
      field={form.register('tokenExpiresOn')}
      error={form.formState.errors.tokenExpiresOn}
      help={t('form.expires.help')}
    />
  );
}
