import { DropdownItem } from '@atlaskit/dropdown-menu';
import type { SchemaView } from '@/api/client';
import { useText } from '@/ui/text/useText';
import { useWhyNotActive } from '../useWhyNotActive';

/** Where a schema cannot be backed up, its schedule can still be switched off. */
export function ScheduleItem({ schema, onOpen }: { schema: SchemaView; onOpen: () => void }) {
  const t = useText();
  const notActive = useWhyNotActive(schema);
  const isKept = notActive !== null && !schema.schedule?.isEnabled;
  return (
    <DropdownItem
      isDisabled={isKept}
      description={isKept ? notActive : undefined}
      shouldDescriptionWrap
      onClick={onOpen}
    >
      {t('schedule.backup')}
    </DropdownItem>
  );
}
