import { IconButton } from '@atlaskit/button/new';
import DropdownMenu, { DropdownItem, DropdownItemGroup } from '@atlaskit/dropdown-menu';
import ShowMoreIcon from '@atlaskit/icon/core/show-more-horizontal';
import { type ReactNode, useRef, useState } from 'react';
import type { SchemaView } from '@/api/client';
import { useText } from '@/ui/text/useText';
import { DeleteSchema } from './DeleteSchema';
import { ScheduleBackup } from './schedule/ScheduleBackup';
import { ScheduleItem } from './schedule/ScheduleItem';

interface SchemaMenuProps {
  schema: SchemaView;
  spacing?: 'compact';
  onDeleted?: () => void;
  /** Further items. */
  children?: ReactNode;
}

/** What else can be done with a schema. */
export function SchemaMenu({ schema, spacing, onDeleted, children }: SchemaMenuProps) {
  const t = useText();
  const menu = useRef<HTMLSpanElement>(null);
  const [opened, setOpened] = useState<'schedule' | 'delete' | null>(null);
  const close = () => setOpened(null);
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
            spacing={spacing}
            label={t('schemas.more', { name: schema.name })}
          />
        )}
      >
        <DropdownItemGroup>
          <ScheduleItem schema={schema} onOpen={() => setOpened('schedule')} />
          {children}
        </DropdownItemGroup>
        <DropdownItemGroup hasSeparator>
          <DropdownItem onClick={() => setOpened('delete')}>{t('schema.delete')}</DropdownItem>
        </DropdownItemGroup>
      </DropdownMenu>
      {opened === 'schedule' && <ScheduleBackup schema={schema} menu={menu} onClose={close} />}
      <DeleteSchema schema={schema} isOpen={opened === 'delete'} onClose={close} onDeleted={onDeleted} />
    </span>
  );
}
