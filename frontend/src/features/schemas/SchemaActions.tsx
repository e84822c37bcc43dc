import { IconButton } from '@atlaskit/button/new';
import DropdownMenu, { DropdownItem, DropdownItemGroup } from '@atlaskit/dropdown-menu';
import ShowMoreIcon from '@atlaskit/icon/core/show-more-horizontal';
import { Box, Inline, media, xcss } from '@atlaskit/primitives';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import type { SchemaView } from '@/api/client';
import { useText } from '@/ui/text/useText';
import { BackupNow } from './BackupNow';
import { RestoreLatest } from './RestoreLatest';
import { ScheduleBackup } from './schedule/ScheduleBackup';
import { ScheduleItem } from './schedule/ScheduleItem';

const actions = xcss({ [media.above.md]: { minWidth: '230px' } });

export function SchemaActions({ schema }: { schema: SchemaView }) {
  const t = useText();
  const navigate = useNavigate();
  const { id, lastSnapshotId, name } = schema;
  const [isScheduling, setScheduling] = useState(false);
  return (
    <Box xcss={actions}>
      <Inline space="space.050" rowSpace="space.050" alignBlock="center" shouldWrap>
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
            <ScheduleItem schema={schema} onOpen={() => setScheduling(true)} />
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
      {isScheduling && <ScheduleBackup schema={schema} onClose={() => setScheduling(false)} />}
    </Box>
  );
}
