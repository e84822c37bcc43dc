import { useFormContext } from 'react-hook-form';
import { TextInput } from '@/ui/forms/TextInput';
import { useText } from '@/ui/text/useText';

interface InstanceFieldsProps {
  siteLabel: string;
  siteHelp: string;
}

/** Name and address of a new instance. */
export function InstanceFields({ siteLabel, siteHelp }: InstanceFieldsProps) {
  const t = useText();
  const form = useFormContext<{ name: string; siteUrl: string }>();
  const { errors } = form.formState;
  return (
    <>
      <TextInput
        label={t('targets.form.name')}
        field={form.register('name')}
        error={errors.name}
        help={t('targets.form.name.help')}
      />
      <TextInput
        label={siteLabel}
        type="url"
        field={form.register('siteUrl')}
        error={errors.siteUrl}
        help={siteHelp}
      />
    </>
  );
}
