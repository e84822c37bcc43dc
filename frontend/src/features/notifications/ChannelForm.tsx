import Button, { LinkButton } from '@atlaskit/button/new';
import { Inline, Stack } from '@atlaskit/primitives';
import type { ReactNode } from 'react';
import { FormProvider, useForm, useWatch } from 'react-hook-form';
import { FormSummary } from '@/ui/forms/FormSummary';
import { TextInput } from '@/ui/forms/TextInput';
import { useFormFailure } from '@/ui/forms/useFormFailure';
import { zodResolver } from '@/ui/forms/zodResolver';
import { useText } from '@/ui/text/useText';
import { channelSchema, type ChannelValues } from './channelSchema';
import { EventChoice } from './EventChoice';

interface ChannelFormProps {
  defaults: ChannelValues;
  /** Host of the webhook that is stored; nothing for a new channel. */
  storedHost?: string;
  isNew?: boolean;
  isBusy: boolean;
  /** How, where that can be chosen. */
  kindChoice?: (kind: ChannelValues['kind'], choose: (kind: ChannelValues['kind']) => void) => ReactNode;
  onSubmit: (values: ChannelValues, onError: (error: unknown) => void) => void;
}

/** Name, place and events of a channel. */
export function ChannelForm({ defaults, storedHost, isNew, isBusy, kindChoice, onSubmit }: ChannelFormProps) {
  const t = useText();
  const form = useForm<ChannelValues>({
    resolver: zodResolver(channelSchema(t, Boolean(isNew))),
    defaultValues: defaults,
  });
  const failure = useFormFailure(form);
  const kind = useWatch({ control: form.control, name: 'kind' });
  const { errors } = form.formState;
  const send = form.handleSubmit((values) => {
    failure.clear();
    onSubmit(values, failure.show);
  });
  return (
    <FormProvider {...form}>
      <form noValidate onSubmit={(event) => void send(event)}>
        <Stack space="space.300">
          <FormSummary error={failure.error} />
          {kindChoice?.(kind, (next) => form.setValue('kind', next))}
          <TextInput
            label={t('notifications.form.name')}
            field={form.register('name')}
            error={errors.name}
            help={t('notifications.form.name.help')}
          />
          {kind === 'email' ? (
            <TextInput
              label={t('notifications.form.recipients')}
              field={form.register('recipients')}
              error={errors.recipients}
              help={t('notifications.form.recipients.help')}
            />
          ) : (
            <TextInput
              label={t(isNew ? 'notifications.form.url' : 'notifications.form.newUrl')}
              type="url"
              isOptional={!isNew}
              field={form.register('url')}
              error={errors.url}
              help={
                storedHost
                  ? t('notifications.form.url.kept', { host: storedHost })
                  : t('notifications.form.url.help')
              }
            />
          )}
          <EventChoice />
          <Inline space="space.100">
            <Button type="submit" appearance="primary" isLoading={isBusy}>
              {t('save')}
            </Button>
            <LinkButton appearance="subtle" href="/settings/notifications">
              {t('cancel')}
            </LinkButton>
          </Inline>
        </Stack>
      </form>
    </FormProvider>
  );
}
