import { useFlags } from '@atlaskit/flag';
import type { ScheduleSaved } from '@/api/client';
import { EndIcon } from '@/ui/runs/EndIcon';
import { useText } from '@/ui/text/useText';
import { useStartedFlag } from '@/ui/useStartedFlag';

/** Says what saving a schedule came to, with a link to the backup where it began one. */
export function useSavedFlag(name: string) {
  const t = useText();
  const { showFlag } = useFlags();
  const startedFlag = useStartedFlag();
  return ({ runId, schedule }: ScheduleSaved) => {
    if (runId) return startedFlag({ title: t('schedule.started', { name }), subject: name, runId });
    showFlag({
      title: t(schedule.isEnabled ? 'schedule.saved' : 'schedule.switchedOff', { name }),
      icon: <EndIcon end="succeeded" />,
      isAutoDismiss: true,
    });
  };
}
