import type { AlarmView } from '@/api/client';
import { useAcknowledgeAlarm } from '@/api/alarms/acknowledgeAlarm';
import { ConfirmDialog } from '@/ui/ConfirmDialog';
import { useText } from '@/ui/text/useText';
import { useFormat } from '@/ui/useFormat';

interface AcknowledgeAlarmProps {
  alarm: AlarmView;
  /** Of the schema. */
  name: string;
  isOpen: boolean;
  onClose: () => void;
}

/** Says what may be deleted again before the hold is ended. */
export function AcknowledgeAlarm({ alarm, name, isOpen, onClose }: AcknowledgeAlarmProps) {
  const t = useText();
  const format = useFormat();
  const acknowledge = useAcknowledgeAlarm(alarm.id);
  const close = () => {
    acknowledge.reset();
    onClose();
  };
  return (
    <ConfirmDialog
      isOpen={isOpen}
      title={t('alarm.acknowledge.title')}
      confirm={t('alarm.acknowledge')}
      error={acknowledge.error}
      isBusy={acknowledge.isPending}
      onConfirm={() => acknowledge.mutate(undefined, { onSuccess: close })}
      onClose={close}
    >
      {t('alarm.acknowledge.text', {
        name,
        date: format.dateTime(alarm.beforeAt),
        before: alarm.before,
      })}
    </ConfirmDialog>
  );
}
