import { IconButton } from '@atlaskit/button/new';
import DropdownMenu, { DropdownItem, DropdownItemGroup } from '@atlaskit/dropdown-menu';
import ShowMoreIcon from '@atlaskit/icon/core/show-more-horizontal';
import { type ReactNode, useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import type { SchemaView } from '@/api/client';
import { useText } from '@/ui/text/useText';
import { ScheduleBackup } from './schedule/ScheduleBackup';
import { ScheduleItem } from './schedule/ScheduleItem';

interface SchemaMenuProps {
  schema: SchemaView;
  spacing?: 'compact';
  /** Further items. */
  children?: ReactNode;
}

/** What else can be done with a schema. */
export function SchemaMenu({ schema, spacing, children }: SchemaMenuProps) {
  const t = useText();
  const menu = useRef<HTMLSpanElement>(null);
  const navigate = useNavigate();
  const [isScheduling, setScheduling] = useState(false);
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
          <ScheduleItem schema={schema} onOpen={() => setScheduling(true)} />
          <DropdownItem onClick={() => void navigate(`/schemas/${schema.id}/settings`)}>
            {t('schema.configure')}
          </DropdownItem>
          {children}
        </DropdownItemGroup>
      </DropdownMenu>
      {isScheduling && <ScheduleBackup schema={schema} menu={menu} onClose={() => setScheduling(false)} />}
    </span>
  );
}
