import Button, { IconButton, LinkButton } from '@atlaskit/button/new';
import DropdownMenu, { DropdownItem, DropdownItemGroup } from '@atlaskit/dropdown-menu';
import ShowMoreIcon from '@atlaskit/icon/core/show-more-horizontal';
import { Inline } from '@atlaskit/primitives';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import type { SchemaView } from '@/api/client';
import { useText } from '@/ui/text/useText';
import { BackupDialog } from './BackupDialog';

export function SchemaActions({ schema }: { schema: SchemaView }) {
  const t = useText();
  const navigate = useNavigate();
  const { id, lastSnapshotId, name } = schema;
  return (
    <Inline space="space.050" alignBlock="center">
      <BackupNow schema={schema} spacing="compact" />
      <RestoreLatest schema={schema} spacing="compact" />
      <DropdownMenu
        placement="bottom-end"
        shouldRenderToParent={false}
        trigger={({ triggerRef, ...trigger }) => (
          <IconButton
            {...trigger}
            ref={triggerRef}
            icon={ShowMoreIcon}
            spacing="compact"
            label={t('schemas.more', { name })}
          />
        )}
      >
        <DropdownItemGroup>
          <DropdownItem onClick={() => void navigate(`/schemas/${id}/backups`)}>
            {t('snapshots.available')}
          </DropdownItem>
          <DropdownItem onClick={() => void navigate(`/schemas/${id}/restores`)}>
            {t('restores')}
          </DropdownItem>
          {lastSnapshotId && (
            <DropdownItem onClick={() => void navigate(`/snapshots/${lastSnapshotId}`)}>
              {t('schemas.showLast')}
            </DropdownItem>
          )}
        </DropdownItemGroup>
      </DropdownMenu>
    </Inline>
  );
}

interface ActionProps {
  schema: SchemaView;
  spacing?: 'compact';
  appearance?: 'primary';
}

/** Only an active schema can be backed up, and only once at a time. */
export function BackupNow({ schema, spacing, appearance }: ActionProps) {
  const t = useText();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button
        spacing={spacing}
        appearance={appearance}
        isDisabled={schema.status !== 'active' || schema.activeRun?.kind === 'backup'}
        onClick={() => setOpen(true)}
      >
        {t('backupNow')}
      </Button>
      {isOpen && <BackupDialog schema={schema} onClose={() => setOpen(false)} />}
    </>
  );
}

/** A schema can be restored in every status while it has a snapshot (product D1b). */
export function RestoreLatest({ schema: { lastSnapshotId }, spacing }: ActionProps) {
  const t = useText();
  if (!lastSnapshotId)
    return (
      <Button spacing={spacing} isDisabled>
        {t('restore')}
      </Button>
    );
  return (
    <LinkButton spacing={spacing} href={`/restores/new?snapshot=${lastSnapshotId}`}>
      {t('restore')}
    </LinkButton>
  );
}
