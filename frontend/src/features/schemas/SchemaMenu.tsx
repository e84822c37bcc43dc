import { IconButton } from '@atlaskit/button/new';
import DropdownMenu, { DropdownItemGroup } from '@atlaskit/dropdown-menu';
import ShowMoreIcon from '@atlaskit/icon/core/show-more-horizontal';
import { useState } from 'react';
import type { SchemaView } from '@/api/client';
import { useText } from '@/ui/text/useText';
import { ScheduleBackup } from './schedule/ScheduleBackup';
import { ScheduleItem } from './schedule/ScheduleItem';

/** What else can be done with a schema, on its page. */
export function SchemaMenu({ schema }: { schema: SchemaView }) {
  const t = useText();
  const [isScheduling, setScheduling] = useState(false);
  return (
    <>
      <DropdownMenu
        placement="bottom-end"
        shouldRenderToParent
        trigger={({ triggerRef, ...trigger }) => (
          <IconButton
            {...trigger}
            ref={triggerRef}
            icon={ShowMoreIcon}
            label={t('schemas.more', { name: schema.name })}
          />
        )}
      >
        <DropdownItemGroup>
          <ScheduleItem schema={schema} onOpen={() => setScheduling(true)} />
        </DropdownItemGroup>
      </DropdownMenu>
      {isScheduling && <ScheduleBackup schema={schema} onClose={() => setScheduling(false)} />}
    </>
  );
}
