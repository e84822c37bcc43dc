import { DropdownItem } from '@atlaskit/dropdown-menu';
import { Box, Inline, media, xcss } from '@atlaskit/primitives';
import { useNavigate } from 'react-router';
import type { SchemaView } from '@/api/client';
import { useText } from '@/ui/text/useText';
import { BackupNow } from './BackupNow';
import { RestoreLatest } from './RestoreLatest';
import { SchemaMenu } from './SchemaMenu';

const actions = xcss({ [media.above.md]: { minWidth: '230px' } });

export function SchemaActions({ schema }: { schema: SchemaView }) {
  const t = useText();
  const navigate = useNavigate();
  const { id, lastSnapshotId } = schema;
  return (
    <Box xcss={actions}>
      <Inline space="space.050" rowSpace="space.050" alignBlock="center" shouldWrap>
        <BackupNow schema={schema} spacing="compact" />
        <RestoreLatest schema={schema} spacing="compact" />
        <SchemaMenu schema={schema} spacing="compact">
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
        </SchemaMenu>
      </Inline>
    </Box>
  );
}
