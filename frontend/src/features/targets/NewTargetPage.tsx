import Button, { LinkButton } from '@atlaskit/button/new';
import SectionMessage from '@atlaskit/section-message';
import { Box, Inline, Stack, Text, xcss } from '@atlaskit/primitives';
import { FormProvider, useForm, useWatch } from 'react-hook-form';
import type { TargetView } from '@/api/client';
import { useAddTarget } from '@/api/targets/addTarget';
import { CheckLines } from '@/ui/CheckLines';
import { CredentialFields } from '@/ui/forms/CredentialFields';
import { FormSummary } from '@/ui/forms/FormSummary';
import { useFormFailure } from '@/ui/forms/useFormFailure';
import { TextInput } from '@/ui/forms/TextInput';
import { zodResolver } from '@/ui/forms/zodResolver';
import { Page } from '@/ui/Page';
import { useText } from '@/ui/text/useText';
import { useLostFocus } from '@/ui/useLostFocus';
import { targetSchema, type TargetValues } from './targetSchema';

const content = xcss({ maxWidth: '640px' });

/** Product C2a: all five fields, each error at its own, proved live. */
export function NewTargetPage() {
  const t = useText();
  const add = useAddTarget();
  return (
    <Page
      title={t('targets.addNew')}
      parents={[
        { text: t('home'), href: '/' },
        { text: t('targets.list'), href: '/settings/targets' },
      ]}
    >
      <Box xcss={content}>{add.data ? <Added target={add.data} /> : <TargetForm add={add} />}</Box>
    </Page>
  );
}

function TargetForm({ add }: { add: ReturnType<typeof useAddTarget> }) {
  const t = useText();
  const form = useForm<TargetValues>({
    resolver: zodResolver(targetSchema(t)),
    defaultValues: { name: '', siteUrl: '', email: '', apiToken: '', workspaceId: '' },
  });
  const { errors } = form.formState;
  const siteUrl = useWatch({ control: form.control, name: 'siteUrl' }).trim().replace(/\/+$/, '');
  const failure = useFormFailure(form);
  const onSubmit = form.handleSubmit((values) => {
    failure.clear();
    add.mutate(values, { onError: failure.show });
  });
  return (
    <FormProvider {...form}>
      <form noValidate onSubmit={(event) => void onSubmit(event)}>
        <Stack space="space.200">
          <FormSummary error={failure.error} />
          <TextInput
            label={t('targets.form.name')}
            field={form.register('name')}
            error={errors.name}
            help={t('targets.form.name.help')}
          />
          <TextInput
            label={t('targets.form.site')}
            type="url"
            field={form.register('siteUrl')}
            error={errors.siteUrl}
            help={t('targets.form.site.help')}
          />
          <CredentialFields
            siteUrl={siteUrl.startsWith('https://') ? siteUrl : null}
            isTarget
            failure={failure}
          />
          <Inline>
            <Button type="submit" appearance="primary" isLoading={add.isPending}>
              {t('targets.save')}
            </Button>
          </Inline>
        </Stack>
      </form>
    </FormProvider>
  );
}

function Added({ target }: { target: TargetView }) {
  const t = useText();
  const arrival = useLostFocus<HTMLDivElement>(target.id);
  const hasWarning = target.report?.checks.some(({ outcome }) => outcome !== 'passed');
  return (
    <Stack space="space.200" alignInline="start">
      <div role="status" ref={arrival} tabIndex={-1}>
        <SectionMessage
          appearance={hasWarning ? 'warning' : 'success'}
          title={t('targets.added', { name: target.name })}
        >
          <Stack space="space.150">
            {target.report && <CheckLines checks={target.report.checks} />}
            <Text as="p">{t('targets.added.next')}</Text>
          </Stack>
        </SectionMessage>
      </div>
      <Inline space="space.100">
        <LinkButton appearance="primary" href="/">
          {t('targets.added.schemas')}
        </LinkButton>
        <LinkButton href="/settings/targets">{t('targets.list')}</LinkButton>
      </Inline>
    </Stack>
  );
}
