import Lozenge from '@atlaskit/lozenge';
import { Inline, Text } from '@atlaskit/primitives';
import type { ScheduleView } from '@/api/client';
import { NoBreak } from '@/ui/NoBreak';
import { useText } from '@/ui/text/useText';
import { NextBackup } from './NextBackup';

/** Auto and when the next backup is due; Disabled for a schedule that is off and for none. */
export function ScheduleState({ schedule }: { schedule: ScheduleView | null }) {
  const t = useText();
  if (!schedule?.isEnabled)
    return (
      <Text color="color.text.subtle">
        <NoBreak>{t('backups.noSchedule')}</NoBreak>
      </Text>
    );
  return (
    <Inline space="space.100" rowSpace="space.050" alignBlock="baseline" shouldWrap>
      <Lozenge appearance={schedule.pausedBecause ? 'default' : 'success'}>{t('schedule.auto')}</Lozenge>
      <NextBackup schedule={schedule} />
    </Inline>
  );
}
