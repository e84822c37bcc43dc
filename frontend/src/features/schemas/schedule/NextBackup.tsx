import { Stack, Text } from '@atlaskit/primitives';
import Tooltip from '@atlaskit/tooltip';
import type { ScheduleView } from '@/api/client';
import { Clamped } from '@/ui/Clamped';
import { NoBreak } from '@/ui/NoBreak';
import { useText } from '@/ui/text/useText';
import { useFormat } from '@/ui/useFormat';

interface NextBackupProps {
  schedule: ScheduleView;
  /** Whether it says what the date is, where nothing else does. */
  isNamed?: boolean;
}

/** When the next backup is due, or why none is, and that its time is one to be changed. */
export function NextBackup({ schedule: { nextAt, pausedBecause, isReserved }, isNamed }: NextBackupProps) {
  const t = useText();
  return (
    <Stack space="space.025">
      {pausedBecause && <Clamped size="small" maxLines={3} color="color.text.warning" text={pausedBecause} />}
      {nextAt && (
        <Text size={isNamed ? 'small' : undefined} color={isNamed ? 'color.text.subtle' : undefined}>
          {isNamed && `${t('schedule.next')} `}
          <Due at={nextAt} />
        </Text>
      )}
      {isReserved && (
        <Clamped size="small" maxLines={3} color="color.text.warning" text={t('schedule.reserved')} />
      )}
    </Stack>
  );
}

/** The date by which one plans, and on hover the same with its zone. */
function Due({ at }: { at: string }) {
  const format = useFormat();
  return (
    <NoBreak>
      <Tooltip content={format.absolute(at)}>
        {(tooltip) => (
          <time {...tooltip} tabIndex={0} dateTime={at}>
            {format.dateTime(at)}
          </time>
        )}
      </Tooltip>
    </NoBreak>
  );
}
