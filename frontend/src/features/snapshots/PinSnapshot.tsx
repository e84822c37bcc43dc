import type { RefObject } from 'react';
import type { SnapshotView } from '@/api/client';
import { usePinSnapshot } from '@/api/snapshots/pinSnapshot';
import { ConfirmDialog } from '@/ui/ConfirmDialog';
import { useText } from '@/ui/text/useText';

interface PinSnapshotProps {
  snapshot: SnapshotView;
  isOpen: boolean;
  onClose: () => void;
  /** What it was opened from. */
  menu: RefObject<HTMLElement>;
}

/** Says what a pin does before it is set or taken away. */
export function PinSnapshot({ snapshot, isOpen, onClose, menu }: PinSnapshotProps) {
  const t = useText();
  const pin = usePinSnapshot(snapshot.id);
  const what = snapshot.isPinned ? 'unpin' : 'pin';
  const close = () => {
    pin.reset();
    onClose();
  };
  return (
    <ConfirmDialog
      isOpen={isOpen}
      title={t(`snapshot.${what}.title`, { id: snapshot.shortId })}
      confirm={t(`snapshot.${what}`)}
      error={pin.error}
      isBusy={pin.isPending}
      onConfirm={() => pin.mutate(!snapshot.isPinned, { onSuccess: close })}
      onClose={close}
      menu={menu}
      isHarmless={what === 'pin'}
    >
      {t(`snapshot.${what}.text`)}
    </ConfirmDialog>
  );
}
