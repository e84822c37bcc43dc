import Button from '@atlaskit/button/new';
import Link from '@atlaskit/link';
import { HelperMessage, Label } from '@atlaskit/form';
import { Box, Inline, Stack, Text, xcss } from '@atlaskit/primitives';
import Select from '@atlaskit/select';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { useNavigate } from 'react-router';
import type { SchemaView, SnapshotView, TargetView } from '@/api/client';
import { useMakePlan } from '@/api/plans/makePlan';
import { useTargets } from '@/api/targets/listTargets';
import { addressOf } from '@/ui/addressOf';
import { FormSummary } from '@/ui/forms/FormSummary';
import { useFormFailure } from '@/ui/forms/useFormFailure';
import { TextInput } from '@/ui/forms/TextInput';
import { zodResolver } from '@/ui/forms/zodResolver';
import { siteLabel } from '@/ui/siteLabel';
import { QueryView } from '@/ui/states/QueryView';
import { CardSkeleton } from '@/ui/states/Skeleton';
import { useText } from '@/ui/text/useText';
import { destinationSchema, type DestinationValues, proposal } from './destinationSchema';

const content = xcss({ maxWidth: '640px' });
const here = 'here';

interface DestinationFormProps {
  snapshot: SnapshotView;
  schema: SchemaView;
  siteUrl: string;
  wanted: Wanted;
}

/** What a plan was made with that is to be made again; null where nothing is wanted yet. */
export interface Wanted {
  destinationId: string | null;
  schemaName: string | null;
  schemaKey: string | null;
}

/** A Data Center is backed up, and not restored to. */
export function DestinationForm(props: DestinationFormProps) {
  return (
    <Box xcss={content}>
      <QueryView query={useTargets()} skeleton={<CardSkeleton lines={6} />}>
        {({ items }) => (
          <Form {...props} targets={items.filter(({ location }) => location !== 'dataCenter')} />
        )}
      </QueryView>
    </Box>
  );
}

function Form({
  snapshot,
  schema,
  siteUrl,
  wanted,
  targets,
}: DestinationFormProps & { targets: TargetView[] }) {
  const t = useText();
  const navigate = useNavigate();
  const makePlan = useMakePlan();
  const [destination, setDestination] = useState(
    targets.find(({ id }) => id === wanted.destinationId)?.id ?? here,
  );
  const isItsOwn = (value: string) =>
    schema.siteUrl === (targets.find(({ id }) => id === value)?.siteUrl ?? siteUrl);
  const proposed = proposal(schema, isItsOwn(destination));
  const form = useForm<DestinationValues>({
    resolver: zodResolver(destinationSchema(t)),
    defaultValues: {
      schemaName: wanted.schemaName ?? proposed.schemaName,
      schemaKey: wanted.schemaKey ?? proposed.schemaKey,
    },
  });
  const { errors, dirtyFields } = form.formState;
  const failure = useFormFailure(form);
  const choices = [
    { value: here, label: t('restore.here', { site: addressOf(siteUrl) }) },
    ...targets.map(({ id, name, siteUrl: url }) => ({ value: id, label: siteLabel(name, url) })),
  ];

  const choose = (value: string) => {
    setDestination(value);
    // Whether a name is taken was said of the other site.
    form.clearErrors();
    failure.clear();
    const next = proposal(schema, isItsOwn(value));
    if (!wanted.schemaName && !dirtyFields.schemaName)
      form.resetField('schemaName', { defaultValue: next.schemaName });
    if (!wanted.schemaKey && !dirtyFields.schemaKey)
      form.resetField('schemaKey', { defaultValue: next.schemaKey });
  };

  const capitalise = () => form.setValue('schemaKey', form.getValues('schemaKey').trim().toUpperCase());

  const onSubmit = form.handleSubmit((values) => {
    failure.clear();
    makePlan.mutate(
      { ...values, snapshotId: snapshot.id, destinationId: destination === here ? null : destination },
      {
        onSuccess: ({ planId }) => void navigate(`/restores/plans/${planId}`),
        onError: failure.show,
      },
    );
  });

  return (
    <form noValidate onSubmit={(event) => void onSubmit(event)}>
      <Stack space="space.200">
        <FormSummary error={failure.error} />
        <div>
          <Label htmlFor="destination">{t('restore.where')}</Label>
          <Select
            inputId="destination"
            options={choices}
            value={choices.find(({ value }) => value === destination)}
            onChange={(choice) => choice && choose(choice.value)}
          />
          <HelperMessage>{t('restore.where.help')}</HelperMessage>
          {targets.length === 0 && (
            <Text as="p">
              {t('restore.noTarget')} <Link href="/settings/targets/new">{t('targets.addNew')}</Link>
            </Text>
          )}
        </div>
        <TextInput label={t('restore.name')} field={form.register('schemaName')} error={errors.schemaName} />
        <TextInput
          label={t('restore.key')}
          field={form.register('schemaKey', { onBlur: capitalise })}
          error={errors.schemaKey}
          help={t('restore.key.help')}
        />
        <Inline space="space.200" alignBlock="center">
          <Button type="submit" appearance="primary" isLoading={makePlan.isPending}>
            {t('restore.makePlan')}
          </Button>
          <Text color="color.text.subtle">{t('restore.makePlan.note')}</Text>
        </Inline>
      </Stack>
    </form>
  );
}
