import Button from '@atlaskit/button/new';
import { Inline, Stack } from '@atlaskit/primitives';
import type { ReactNode } from 'react';
import { type FieldValues, FormProvider, type UseFormReturn } from 'react-hook-form';
import { FormSummary } from '@/ui/forms/FormSummary';
import type { useFormFailure } from '@/ui/forms/useFormFailure';

interface InstanceFormProps<T extends FieldValues> {
  form: UseFormReturn<T>;
  failure: ReturnType<typeof useFormFailure>;
  submit: string;
  isBusy: boolean;
  onSubmit: (values: T) => void;
  children: ReactNode;
}

/** The frame of what is asked of an instance: why it was not taken, the fields, and the button that has it proved. */
export function InstanceForm<T extends FieldValues>(props: InstanceFormProps<T>) {
  const { form, failure, submit, isBusy, onSubmit, children } = props;
  const send = form.handleSubmit((values) => {
    failure.clear();
    onSubmit(values);
  });
  return (
    <FormProvider {...form}>
      <form noValidate onSubmit={(event) => void send(event)}>
        <Stack space="space.200">
          <FormSummary error={failure.error} />
          {children}
          <Inline>
            <Button type="submit" appearance="primary" isLoading={isBusy}>
              {submit}
            </Button>
          </Inline>
        </Stack>
      </form>
    </FormProvider>
  );
}
