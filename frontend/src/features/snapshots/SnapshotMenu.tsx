import { IconButton } from '@atlaskit/button/new';
import DropdownMenu, { DropdownItem, DropdownItemGroup } from '@atlaskit/dropdown-menu';
import ShowMoreIcon from '@atlaskit/icon/core/show-more-horizontal';
import { useRef, useState } from 'react';
import type { SnapshotView } from '@/api/client';
import { useText } from '@/ui/text/useText';
import { DeleteSnapshot } from './DeleteSnapshot';
import { PinSnapshot } from './PinSnapshot';

interface SnapshotMenuProps {
  snapshot: SnapshotView;
  spacing?: 'compact';
  onDeleted?: () => void;
}

/** What is done to a backup more rarely: pinning and deleting. */
export function SnapshotMenu({ snapshot, spacing, onDeleted }: SnapshotMenuProps) {
  const t = useText();
  const menu = useRef<HTMLSpanElement>(null);
  const [asked, setAsked] = useState<'pin' | 'delete' | null>(null);
  const close = () => setAsked(null);
  const isConnected = snapshot.storage.isConnected;
  return (
    <span ref={menu}>
      <DropdownMenu
        placement="bottom-end"
        shouldRenderToParent={false}
        trigger={({ triggerRef, ...trigger }) => (
          <IconButton
            {...trigger}
            ref={triggerRef}
            icon={ShowMoreIcon}
            label={t('snapshot.more', { id: snapshot.shortId })}
            spacing={spacing}
          />
        )}
      >
        <DropdownItemGroup>
          <DropdownItem
            isDisabled={!isConnected || snapshot.givenUpAt !== null}
            onClick={() => setAsked('pin')}
          >
            {t(snapshot.isPinned ? 'snapshot.unpin' : 'snapshot.pin')}
          </DropdownItem>
          <DropdownItem
            isDisabled={!isConnected || snapshot.isPinned}
            description={snapshot.isPinned ? t('snapshot.delete.pinned') : undefined}
            onClick={() => setAsked('delete')}
          >
            {t('delete')}
          </DropdownItem>
        </DropdownItemGroup>
      </DropdownMenu>
      <PinSnapshot snapshot={snapshot} isOpen={asked === 'pin'} onClose={close} menu={menu} />
      <DeleteSnapshot
        snapshot={snapshot}
        isOpen={asked === 'delete'}
        onClose={close}
        menu={menu}
        onDeleted={onDeleted}
      />
    </span>
  );
}
