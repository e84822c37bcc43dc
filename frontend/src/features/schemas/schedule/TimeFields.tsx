import { Box, Inline, Stack, xcss } from '@atlaskit/primitives';
import { useController, useFormContext, useWatch } from 'react-hook-form';
import { ApiFailure } from '@/api/ApiFailure';
import { useSchedulePreview } from '@/api/schedules/previewSchedule';
import { RadioChoice } from '@/ui/forms/RadioChoice';
import { useText } from '@/ui/text/useText';
import { useDebounced } from '@/ui/useDebounced';
import { CustomTime } from './CustomTime';
import { Preview } from './Preview';
import { type ScheduleValues, timeOf } from './scheduleSchema';
import { TimeZoneField } from './TimeZoneField';

/** A pause in typing, in milliseconds, after which the server is asked. */
const pause = 400;

// Side by side where both fit.
const fields = xcss({ flexBasis: '420px', flexGrow: '1' });
const beside = xcss({ flexBasis: '280px', flexGrow: '1' });

/** When backups are due; what the server says of it stands at the field, before it is saved. */
export function TimeFields({ schemaId, isDue }: { schemaId: string; isDue: boolean }) {
  const t = useText();
  const form = useFormContext<ScheduleValues>();
  const kind = useController<ScheduleValues, 'kind'>({ name: 'kind' }).field;
  const [typed, timeZone] = useWatch({ control: form.control, name: ['cron', 'timeZone'] });
  const cron = useDebounced(typed, pause);
  const isAsked = isDue && (kind.value === 'recommended' || cron.trim() !== '');
  const preview = useSchedulePreview(schemaId, isAsked ? timeOf({ kind: kind.value, cron, timeZone }) : null);
  const { errors } = form.formState;
  const told = isAsked && preview.error ? ApiFailure.of(preview.error).fields : {};
  const failed = isAsked && preview.isError && Object.keys(told).length === 0;
  return (
    <Inline space="space.300" rowSpace="space.200" alignBlock="start" shouldWrap>
      <Box xcss={fields}>
        <Stack space="space.200">
          <RadioChoice
            legend={t('schedule.kind')}
            value={kind.value}
            onChange={(value) => {
              kind.onChange(value);
              form.clearErrors();
            }}
            choices={(['recommended', 'custom'] as const).map((value) => ({
              value,
              label: t(`schedule.${value}`),
              help: t(`schedule.${value}.help`),
            }))}
          />
          {kind.value === 'custom' && <CustomTime error={errors.cron?.message ?? told.cron} />}
          <TimeZoneField error={errors.timeZone?.message ?? told.timeZone} />
        </Stack>
      </Box>
      <Box xcss={beside}>
        <Preview
          preview={isAsked ? preview.data : undefined}
          zone={timeZone}
          error={failed ? preview.error : null}
        />
      </Box>
    </Inline>
  );
}
