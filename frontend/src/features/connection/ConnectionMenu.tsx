import { IconButton } from '@atlaskit/button/new';
import DropdownMenu, { DropdownItem, DropdownItemGroup } from '@atlaskit/dropdown-menu';
import ShowMoreIcon from '@atlaskit/icon/core/show-more-horizontal';
import { Inline } from '@atlaskit/primitives';
import { useNavigate } from 'react-router';
import { SyncSchemas } from '@/ui/runs/SyncSchemas';
import { useText } from '@/ui/text/useText';

export function ConnectionMenu() {
  const t = useText();
  const navigate = useNavigate();
  return (
    <Inline space="space.100">
      <SyncSchemas />
      <DropdownMenu
        placement="bottom-end"
        shouldRenderToParent
        trigger={({ triggerRef, ...trigger }) => (
          <IconButton {...trigger} ref={triggerRef} icon={ShowMoreIcon} label={t('connection.menu')} />
        )}
      >
        <DropdownItemGroup>
          <DropdownItem onClick={() => void navigate('/settings/targets/new')}>
            {t('targets.addNew')}
          </DropdownItem>
          <DropdownItem onClick={() => void navigate('/settings/targets/new-data-center')}>
            {t('dataCenter.addNew')}
          </DropdownItem>
          <DropdownItem onClick={() => void navigate('/settings/targets')}>{t('targets.list')}</DropdownItem>
          <DropdownItem onClick={() => void navigate('/settings/connection')}>
            {t('editConfiguration')}
          </DropdownItem>
        </DropdownItemGroup>
      </DropdownMenu>
    </Inline>
  );
}
