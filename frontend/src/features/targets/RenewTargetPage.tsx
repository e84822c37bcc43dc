import Button, { LinkButton } from '@atlaskit/button/new';
import { Box, Inline, Stack, Text, xcss } from '@atlaskit/primitives';
import SectionMessage from '@atlaskit/section-message';
import { FormProvider, useForm } from 'react-hook-form';
import { useIntl } from 'react-intl';
import { useParams } from 'react-router';
import type { TargetView } from '@/api/client';
import { useTargets } from '@/api/targets/listTargets';
import { useRenewTarget } from '@/api/targets/renewTarget';
import { CheckLines } from '@/ui/CheckLines';
import { AccountFields } from '@/ui/forms/AccountFields';
import { accountSchema, type AccountValues } from '@/ui/forms/credentialSchema';
import { FormSummary } from '@/ui/forms/FormSummary';
import { useFormFailure } from '@/ui/forms/useFormFailure';
import { zodResolver } from '@/ui/forms/zodResolver';
import { Page } from '@/ui/Page';
import { Nothing } from '@/ui/states/Nothing';
import { QueryView } from '@/ui/states/QueryView';
import { CardSkeleton } from '@/ui/states/Skeleton';
import { useText } from '@/ui/text/useText';
import { useLostFocus } from '@/ui/useLostFocus';

const content = xcss({ maxWidth: '640px' });

/** A new token in the place of one that has expired: runs that wait for it go on. */
export function RenewTargetPage() {
  const t = useText();
  const { id } = useParams();
  return (
    <Page
      title={t('targets.renew')}
      parents={[
        { text: t('home'), href: '/' },
        { text: t('targets.list'), href: '/settings/targets' },
      ]}
    >
      <QueryView
        query={useTargets()}
        skeleton={<CardSkeleton />}
        isEmpty={({ items }) => !items.some((target) => target.id === id)}
        empty={<Nothing title={t('targets.gone.title')} text={t('targets.gone.text')} />}
      >
        {({ items }) => (
          <Box xcss={content}>
            <RenewTarget target={items.find((target) => target.id === id)!} />
          </Box>
        )}
      </QueryView>
    </Page>
  );
}

function RenewTarget({ target }: { target: TargetView }) {
  const renew = useRenewTarget(target.id);
  return renew.data ? <Renewed target={renew.data} /> : <AccountForm target={target} renew={renew} />;
}

function AccountForm({ target, renew }: { target: TargetView; renew: ReturnType<typeof useRenewTarget> }) {
  const t = useText();
  const intl = useIntl();
  const form = useForm<AccountValues>({
    resolver: zodResolver(accountSchema(t)),
    defaultValues: { email: target.email, apiToken: '' },
  });
  const failure = useFormFailure(form);
  const onSubmit = form.handleSubmit((values) => {
    failure.clear();
    renew.mutate(values, { onError: failure.show });
  });
  const date = intl.formatDate(target.tokenSetAt, { dateStyle: 'long' });
  return (
    <FormProvider {...form}>
      <form noValidate onSubmit={(event) => void onSubmit(event)}>
        <Stack space="space.200">
          <FormSummary error={failure.error} />
          <Text as="p">{t('targets.renew.text', { name: target.name })}</Text>
          <AccountFields tokenNote={t('form.token.replace', { date })} />
          <Inline>
            <Button type="submit" appearance="primary" isLoading={renew.isPending}>
              {t('targets.renew.save')}
            </Button>
          </Inline>
        </Stack>
      </form>
    </FormProvider>
  );
}

function Renewed({ target }: { target: TargetView }) {
  const t = useText();
  const arrival = useLostFocus<HTMLDivElement>(target.tokenSetAt);
  const hasWarning = target.report?.checks.some(({ outcome }) => outcome !== 'passed');
  return (
    <Stack space="space.200" alignInline="start">
      <div role="status" ref={arrival} tabIndex={-1}>
        <SectionMessage
          appearance={hasWarning ? 'warning' : 'success'}
          title={t('targets.renewed', { name: target.name })}
        >
          <Stack space="space.150">
            {target.report && <CheckLines checks={target.report.checks} />}
            <Text as="p">{t('targets.renewed.next')}</Text>
          </Stack>
        </SectionMessage>
      </div>
      <LinkButton href="/settings/targets">{t('targets.list')}</LinkButton>
    </Stack>
  );
}
