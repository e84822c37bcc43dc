import { Inline, Text } from '@atlaskit/primitives';
import Toggle from '@atlaskit/toggle';
import { useController } from 'react-hook-form';
import { useText } from '@/ui/text/useText';
import type { ScheduleValues } from './scheduleSchema';

/** Whether the schedule begins backups, said in a word beside the switch. */
export function EnableToggle() {
  const t = useText();
  const { field } = useController<ScheduleValues, 'isEnabled'>({ name: 'isEnabled' });
  return (
    <Inline alignBlock="center" space="space.050">
      <Text weight="medium">
        <label htmlFor="enable">{t('schedule.enable')}</label>
      </Text>
      <Toggle
        id="enable"
        isChecked={field.value}
        onChange={(event) => field.onChange(event.target.checked)}
      />
      <Text>{t(field.value ? 'schedule.on' : 'schedule.off')}</Text>
    </Inline>
  );
}
