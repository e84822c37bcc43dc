import { Fieldset } from '@atlaskit/form';
import { Inline, Stack } from '@atlaskit/primitives';
import { Radio } from '@atlaskit/radio';
import { useState } from 'react';
import { useController } from 'react-hook-form';
import { useText } from '@/ui/text/useText';
import { CronField } from './CronField';
import { cronOf, type CronParts, firstParts, partsOf } from './cronParts';
import { PickerFields } from './PickerFields';
import type { ScheduleValues } from './scheduleSchema';

const views = ['pickers', 'cron'] as const;
type View = (typeof views)[number];

/**
 * A time of somebody’s choice. There is one value, the cron text: the pickers show it and write it, so that the two views cannot
 * differ. What they cannot show is left as it was typed.
 */
export function CustomTime({ error }: { error: string | undefined }) {
  const t = useText();
  const { field } = useController<ScheduleValues, 'cron'>({ name: 'cron' });
  const [known, setKnown] = useState(() => partsOf(field.value) ?? firstParts);
  const [view, setView] = useState<View>(() => (partsOf(field.value) ? 'pickers' : 'cron'));
  const parts = partsOf(field.value, known);

  const pick = (change: Partial<CronParts>) => {
    const next = { ...(parts ?? known), ...change };
    setKnown(next);
    field.onChange(cronOf(next));
  };

  return (
    <Stack space="space.150">
      <Fieldset legend={t('schedule.view')}>
        <Inline space="space.200">
          {views.map((value) => (
            <Radio
              key={value}
              name="schedule-view"
              value={value}
              label={t(`schedule.${value}`)}
              isChecked={value === view}
              onChange={() => setView(value)}
            />
          ))}
        </Inline>
      </Fieldset>
      {view === 'cron' ? (
        <CronField field={field} error={error} isShown={parts !== null} />
      ) : (
        <PickerFields parts={parts} cron={field.value} error={error} onPick={pick} />
      )}
    </Stack>
  );
}
