import Button from '@atlaskit/button/new';
import { useFlags } from '@atlaskit/flag';
import { Box, Inline, Stack, xcss } from '@atlaskit/primitives';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { FormProvider, useController, useForm, useWatch } from 'react-hook-form';
import { ApiFailure } from '@/api/ApiFailure';
import type { RetentionPolicy, RetentionView, SchemaView } from '@/api/client';
import { retentionPreviewQuery, useRetentionPreview } from '@/api/retention/previewRetention';
import { useSaveRetention } from '@/api/retention/saveRetention';
import { FormSummary } from '@/ui/forms/FormSummary';
import { RadioChoice } from '@/ui/forms/RadioChoice';
import { useFormFailure } from '@/ui/forms/useFormFailure';
import { zodResolver } from '@/ui/forms/zodResolver';
import { EndIcon } from '@/ui/runs/EndIcon';
import { useText } from '@/ui/text/useText';
import { useDebounced } from '@/ui/useDebounced';
import { ConfirmExpiry } from './ConfirmExpiry';
import { RetentionPreview } from './RetentionPreview';
import { policyOf, retentionSchema, type RetentionValues, valuesOf } from './retentionSchema';
import { RuleFields } from './RuleFields';
import { usePolicyWords } from './usePolicyWords';

/** A pause in typing, in milliseconds, after which the server is asked. */
const pause = 400;

// Side by side where both fit.
const fields = xcss({ flexBasis: '420px', flexGrow: '1' });
const beside = xcss({ flexBasis: '280px', flexGrow: '1' });

/** How long backups of a schema are kept. What would be deleted is shown before, and asked for. */
export function RetentionForm({ schema, retention }: { schema: SchemaView; retention: RetentionView }) {
  const t = useText();
  const client = useQueryClient();
  const wordsOf = usePolicyWords();
  const { showFlag } = useFlags();
  const save = useSaveRetention(schema.id);
  const [asked, setAsked] = useState<{ policy: RetentionPolicy | null; preview: RetentionView } | null>(null);
  const [isLooking, setLooking] = useState(false);
  const form = useForm<RetentionValues>({
    resolver: zodResolver(retentionSchema(t)),
    defaultValues: valuesOf(retention),
  });
  const failure = useFormFailure(form);
  const whose = useController({ control: form.control, name: 'whose' }).field;
  const typed = useDebounced(JSON.stringify(useWatch({ control: form.control })), pause);
  const tried = triedOf(JSON.parse(typed) as RetentionValues, retention.default);
  const preview = useRetentionPreview(schema.id, tried);
  const isRefused = preview.isError && Object.keys(ApiFailure.of(preview.error).fields).length > 0;

  const store = (policy: RetentionPolicy | null) =>
    save.mutate(policy, {
      onSuccess: () => {
        setAsked(null);
        showFlag({
          title: t('retention.saved', { name: schema.name }),
          icon: <EndIcon end="succeeded" />,
          isAutoDismiss: true,
        });
      },
      onError: (error) => {
        setAsked(null);
        failure.show(error);
      },
    });

  const onSubmit = form.handleSubmit(async (values) => {
    failure.clear();
    setLooking(true);
    const policy = values.whose === 'own' ? policyOf(values) : null;
    try {
      const look = retentionPreviewQuery(schema.id, policy ?? retention.default);
      const preview = await client.fetchQuery({ ...look, staleTime: 0 });
      if (preview.expired.length > 0) setAsked({ policy, preview });
      else store(policy);
    } catch (error) {
      failure.show(error);
    } finally {
      setLooking(false);
    }
  });

  return (
    <FormProvider {...form}>
      <form noValidate onSubmit={(event) => void onSubmit(event)}>
        <Stack space="space.200">
          <FormSummary error={failure.error} />
          <Inline space="space.300" rowSpace="space.200" alignBlock="start" shouldWrap>
            <Box xcss={fields}>
              <Stack space="space.200">
                <RadioChoice
                  legend={t('retention.whose')}
                  value={whose.value}
                  onChange={(value) => {
                    whose.onChange(value);
                    form.clearErrors();
                  }}
                  choices={[
                    { value: 'default', label: t('retention.default'), help: wordsOf(retention.default) },
                    { value: 'own', label: t('retention.own'), help: t('retention.own.help') },
                  ]}
                />
                {whose.value === 'own' && <RuleFields />}
              </Stack>
            </Box>
            <Box xcss={beside}>
              <RetentionPreview
                preview={tried && !isRefused ? preview.data : undefined}
                error={isRefused ? null : preview.error}
              />
            </Box>
          </Inline>
          <Inline>
            <Button type="submit" isLoading={isLooking || save.isPending}>
              {t('save')}
            </Button>
          </Inline>
        </Stack>
      </form>
      <ConfirmExpiry
        name={schema.name}
        expired={asked?.preview.expired ?? []}
        isHeld={asked?.preview.isHeld ?? false}
        isBusy={save.isPending}
        onConfirm={() => asked && store(asked.policy)}
        onClose={() => setAsked(null)}
      />
    </FormProvider>
  );
}

/** The rules to be tried; null while what is typed is none. */
function triedOf(values: RetentionValues, byDefault: RetentionPolicy): RetentionPolicy | null {
  if (values.whose === 'default') return byDefault;
  return retentionSchema(() => '').safeParse(values).success ? policyOf(values) : null;
}
