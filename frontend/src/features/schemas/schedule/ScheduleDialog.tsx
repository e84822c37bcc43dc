import Button from '@atlaskit/button/new';
import Modal, { ModalBody, ModalFooter, ModalHeader, ModalTitle } from '@atlaskit/modal-dialog';
import { Stack, Text } from '@atlaskit/primitives';
import SectionMessage from '@atlaskit/section-message';
import type { RefObject } from 'react';
import { FormProvider, useForm, useWatch } from 'react-hook-form';
import { useIntl } from 'react-intl';
import { useSaveSchedule } from '@/api/schedules/saveSchedule';
import type { SchemaView } from '@/api/client';
import { FormSummary } from '@/ui/forms/FormSummary';
import { useFormFailure } from '@/ui/forms/useFormFailure';
import { zodResolver } from '@/ui/forms/zodResolver';
import { useText } from '@/ui/text/useText';
import { useReturnFocus } from '@/ui/useReturnFocus';
import { WhyNot } from '@/ui/WhyNot';
import { useWhyNotActive } from '../useWhyNotActive';
import { PartsToggles } from './PartsToggles';
import { EnableToggle } from './EnableToggle';
import { scheduleSchema, type ScheduleValues, timeOf, valuesOf } from './scheduleSchema';
import { TimeFields } from './TimeFields';
import { useSavedFlag } from './useSavedFlag';

interface ScheduleDialogProps {
  schema: SchemaView;
  /** What it was opened from. */
  menu: RefObject<HTMLElement>;
  onClose: () => void;
}

export default function ScheduleDialog({ schema, menu, onClose }: ScheduleDialogProps) {
  const t = useText();
  const { timeZone } = useIntl();
  const { returnFocus } = useReturnFocus(undefined, menu);
  const save = useSaveSchedule(schema.id);
  const savedFlag = useSavedFlag(schema.name);
  const form = useForm<ScheduleValues>({
    resolver: zodResolver(scheduleSchema(t)),
    defaultValues: valuesOf(schema.schedule, timeZone ?? 'UTC'),
  });
  const failure = useFormFailure(form);
  const isEnabled = useWatch({ control: form.control, name: 'isEnabled' });
  const notActive = useWhyNotActive(schema);

  const onSubmit = form.handleSubmit(({ isEnabled, attachments, archived, ...time }) => {
    failure.clear();
    save.mutate(
      { isEnabled, time: timeOf(time), attachments, archived },
      {
        onSuccess: (saved) => {
          savedFlag(saved);
          onClose();
        },
        onError: failure.show,
      },
    );
  });

  return (
    <Modal onClose={onClose} width="large" shouldReturnFocus={returnFocus}>
      <FormProvider {...form}>
        <form noValidate onSubmit={(event) => void onSubmit(event)}>
          <ModalHeader>
            <ModalTitle>{t('schedule.title', { name: schema.name })}</ModalTitle>
          </ModalHeader>
          <ModalBody>
            <Stack space="space.200">
              <FormSummary error={failure.error} />
              {notActive && (
                <SectionMessage appearance="warning">
                  <Text as="p">{t('schedule.offOnly', { why: notActive })}</Text>
                </SectionMessage>
              )}
              <EnableToggle />
              <TimeFields schemaId={schema.id} isDue={isEnabled && !notActive} />
              <PartsToggles schema={schema} />
              {isEnabled && !notActive && (
                <Text as="p">
                  {t(schema.activeRun?.kind === 'backup' ? 'schedule.runsAlready' : 'schedule.startsNow')}
                </Text>
              )}
            </Stack>
          </ModalBody>
          <ModalFooter>
            <Button appearance="subtle" onClick={onClose}>
              {t('cancel')}
            </Button>
            <WhyNot reason={isEnabled ? notActive : null}>
              <Button
                type="submit"
                appearance="primary"
                isDisabled={isEnabled && notActive !== null}
                isLoading={save.isPending}
              >
                {t('save')}
              </Button>
            </WhyNot>
          </ModalFooter>
        </form>
      </FormProvider>
    </Modal>
  );
}
