import Button from '@atlaskit/button/new';
import { Inline, Stack, Text } from '@atlaskit/primitives';
import { useForm } from 'react-hook-form';
import type { ConnectionCard, SaveOwnDatabase } from '@/api/client';
import type { UseMutationResult } from '@tanstack/react-query';
import { FormSummary } from '@/ui/forms/FormSummary';
import { TextAreaInput } from '@/ui/forms/TextAreaInput';
import { TextInput } from '@/ui/forms/TextInput';
import { useFormFailure } from '@/ui/forms/useFormFailure';
import { zodResolver } from '@/ui/forms/zodResolver';
import { useText } from '@/ui/text/useText';
import { databaseSchema, type DatabaseValues } from './databaseSchema';
import { WhatIsChecked } from './WhatIsChecked';

interface DatabaseFormProps {
  save: UseMutationResult<ConnectionCard, unknown, SaveOwnDatabase>;
  submit: string;
  onSaved: (card: ConnectionCard) => void;
  onCancel?: () => void;
}

/** Connection string and authorities: proved live by the server before anything is stored, and never shown again. */
export function DatabaseForm({ save, submit, onSaved, onCancel }: DatabaseFormProps) {
  const t = useText();
  const form = useForm<DatabaseValues>({
    resolver: zodResolver(databaseSchema(t)),
    defaultValues: { connectionString: '', authoritiesPem: '' },
  });
  const failure = useFormFailure(form);
  const { errors } = form.formState;
  const onSubmit = form.handleSubmit(({ connectionString, authoritiesPem }) => {
    failure.clear();
    save.mutate(
      { connectionString, authoritiesPem: authoritiesPem || null },
      { onSuccess: onSaved, onError: failure.show },
    );
  });
  return (
    <form noValidate onSubmit={(event) => void onSubmit(event)}>
      <Stack space="space.300">
        <FormSummary error={failure.error} />
        <WhatIsChecked />
        <Stack space="space.200">
          <TextInput
            label={t('database.string')}
            type="password"
            field={form.register('connectionString')}
            error={errors.connectionString}
            help={t('database.string.help')}
          />
          <TextAreaInput
            label={t('database.authorities')}
            isOptional
            field={form.register('authoritiesPem')}
            error={errors.authoritiesPem}
            help={t('database.authorities.help')}
          />
        </Stack>
        <Inline space="space.100" alignBlock="center">
          <Button type="submit" appearance="primary" isLoading={save.isPending}>
            {submit}
          </Button>
          {onCancel && (
            <Button appearance="subtle" onClick={onCancel}>
              {t('cancel')}
            </Button>
          )}
          <div role="status">{save.isPending && <Text>{t('database.testing')}</Text>}</div>
        </Inline>
      </Stack>
    </form>
  );
}
