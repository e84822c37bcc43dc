import { Checkbox } from '@atlaskit/checkbox';
import { ErrorMessage, Fieldset } from '@atlaskit/form';
import { Stack } from '@atlaskit/primitives';
import { useId } from 'react';
import { useController } from 'react-hook-form';
import { useText } from '@/ui/text/useText';
import type { ChannelValues } from './channelSchema';
import { eventGroups } from './eventGroups';

/** What a channel is told of, in groups. */
export function EventChoice() {
  const t = useText();
  const id = useId();
  const { field, fieldState } = useController<ChannelValues, 'events'>({ name: 'events' });
  return (
    <Stack space="space.200">
      {eventGroups.map(({ group, events }) => (
        <Fieldset key={group} legend={t(`notifications.group.${group}`)}>
          {events.map((event) => (
            <Checkbox
              key={event}
              label={t(`notifications.event.${event}`)}
              isChecked={field.value.includes(event)}
              isInvalid={fieldState.invalid}
              aria-describedby={fieldState.invalid ? id : undefined}
              onChange={({ target }) =>
                field.onChange(
                  target.checked ? [...field.value, event] : field.value.filter((one) => one !== event),
                )
              }
            />
          ))}
        </Fieldset>
      ))}
      <div id={id} role="alert">
        {fieldState.error?.message && <ErrorMessage>{fieldState.error.message}</ErrorMessage>}
      </div>
    </Stack>
  );
}
