import Heading from '@atlaskit/heading';
import { Stack } from '@atlaskit/primitives';
import { useIntl } from 'react-intl';
import type { DefaultScheduleView } from '@/api/client';
import { useDefaultSchedule, useSaveDefaultSchedule } from '@/api/schedules/defaultSchedule';
import { HelpedToggle } from '@/ui/forms/HelpedToggle';
import { FailureMessage } from '@/ui/states/FailureMessage';
import { QueryView } from '@/ui/states/QueryView';
import { CardSkeleton } from '@/ui/states/Skeleton';
import { useText } from '@/ui/text/useText';

/** Whether schemas that a sync finds later are scheduled by themselves. */
export function NewSchemas() {
  const t = useText();
  return (
    <Stack space="space.200">
      <Heading size="medium" as="h2">
        {t('newSchemas')}
      </Heading>
      <QueryView query={useDefaultSchedule()} skeleton={<CardSkeleton lines={1} />}>
        {(saved) => <DefaultSchedule saved={saved} />}
      </QueryView>
    </Stack>
  );
}

function DefaultSchedule({ saved }: { saved: DefaultScheduleView }) {
  const t = useText();
  const own = useIntl().timeZone ?? 'UTC';
  const save = useSaveDefaultSchedule();
  const zone = saved.timeZone ?? own;
  return (
    <Stack space="space.100">
      <HelpedToggle
        id="schedule-new-schemas"
        label={t('newSchemas.schedule')}
        help={t('newSchemas.schedule.help', { zone })}
        isChecked={saved.timeZone !== null}
        isDisabled={save.isPending}
        onChange={(isOn) => save.mutate(isOn ? own : null)}
      />
      {save.error && <FailureMessage error={save.error} />}
    </Stack>
  );
}
