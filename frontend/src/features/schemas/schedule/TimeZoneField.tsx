import { ErrorMessage, HelperMessage, Label } from '@atlaskit/form';
import Select from '@atlaskit/select';
import { useController, useFormContext } from 'react-hook-form';
import { useIntl } from 'react-intl';
import { useText } from '@/ui/text/useText';
import type { ScheduleValues } from './scheduleSchema';
import { zoneName } from './zoneName';

/** The zone in which times are meant. */
export function TimeZoneField({ error }: { error: string | undefined }) {
  const t = useText();
  const own = useIntl().timeZone ?? 'UTC';
  const form = useFormContext<ScheduleValues>();
  const { field } = useController<ScheduleValues, 'timeZone'>({ name: 'timeZone' });
  const options = zonesWith(own, field.value).map((value) => ({ value, label: zoneName(value) }));
  return (
    <div>
      <Label htmlFor="time-zone">{t('schedule.timeZone')}</Label>
      <Select
        inputId="time-zone"
        menuPosition="fixed"
        isInvalid={Boolean(error)}
        aria-describedby="time-zone-help time-zone-error"
        options={options}
        value={options.find(({ value }) => value === field.value)}
        onChange={(option) => {
          if (!option) return;
          field.onChange(option.value);
          form.clearErrors();
        }}
      />
      <div id="time-zone-help">
        <HelperMessage>{t('schedule.timeZone.help')}</HelperMessage>
      </div>
      <div id="time-zone-error" role="alert">
        {error && <ErrorMessage>{error}</ErrorMessage>}
      </div>
    </div>
  );
}

/** The browser’s list leaves some names out, UTC among them. */
const zonesWith = (...known: string[]) =>
  [...new Set([...Intl.supportedValuesOf('timeZone'), 'UTC', ...known])].sort();
