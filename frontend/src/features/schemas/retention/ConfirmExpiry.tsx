import type { ExpiredBackup } from '@/api/client';
import { ConfirmDialog } from '@/ui/ConfirmDialog';
import { useText } from '@/ui/text/useText';
import { useFormat } from '@/ui/useFormat';

interface ConfirmExpiryProps {
  /** Of the schema. */
  name: string;
  /** The oldest first; it asks while there are some. */
  expired: ExpiredBackup[];
  /** Whether an alarm holds them for now. */
  isHeld: boolean;
  isBusy: boolean;
  onConfirm: () => void;
  onClose: () => void;
}

/** Asks before rules are saved that delete backups. */
export function ConfirmExpiry({ name, expired, isHeld, isBusy, onConfirm, onClose }: ConfirmExpiryProps) {
  const t = useText();
  const format = useFormat();
  const dateOf = (backup?: ExpiredBackup) => (backup ? format.dateTime(backup.takenAt) : '');
  const count = expired.length;
  return (
    <ConfirmDialog
      isOpen={count > 0}
      title={t('retention.confirm.title', { count, name })}
      confirm={t('retention.confirm')}
      error={null}
      isBusy={isBusy}
      onConfirm={onConfirm}
      onClose={onClose}
    >
      {t(isHeld ? 'retention.confirm.held' : 'retention.confirm.text', {
        count,
        oldest: dateOf(expired[0]),
        newest: dateOf(expired.at(-1)),
      })}
    </ConfirmDialog>
  );
}
