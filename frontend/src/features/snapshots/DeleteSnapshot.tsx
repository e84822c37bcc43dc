import type { RefObject } from 'react';
import type { SnapshotView } from '@/api/client';
import { useDeleteSnapshot } from '@/api/snapshots/deleteSnapshot';
import { ConfirmDialog } from '@/ui/ConfirmDialog';
import { useText } from '@/ui/text/useText';
import { useFormat } from '@/ui/useFormat';

interface DeleteSnapshotProps {
  snapshot: SnapshotView;
  isOpen: boolean;
  onClose: () => void;
  /** What it was opened from. */
  menu: RefObject<HTMLElement>;
  onDeleted?: () => void;
}

/** Asks for the backup's id before it is deleted for good. */
export function DeleteSnapshot({ snapshot, isOpen, onClose, menu, onDeleted }: DeleteSnapshotProps) {
  const t = useText();
  const format = useFormat();
  const remove = useDeleteSnapshot(snapshot);
  const close = () => {
    remove.reset();
    onClose();
  };
  return (
    <ConfirmDialog
      isOpen={isOpen}
      title={t('snapshot.delete.title', { id: snapshot.shortId })}
      confirm={t('delete')}
      typed={snapshot.shortId}
      error={remove.error}
      isBusy={remove.isPending}
      onConfirm={() =>
        remove.mutate(undefined, {
          onSuccess: () => {
            close();
            onDeleted?.();
          },
        })
      }
      onClose={close}
      menu={menu}
    >
      {t('snapshot.delete.text', {
        date: format.dateTime(snapshot.takenAt),
        objects: snapshot.objects,
      })}
    </ConfirmDialog>
  );
}
