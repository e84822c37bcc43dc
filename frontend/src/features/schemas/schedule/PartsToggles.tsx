import { Stack } from '@atlaskit/primitives';
import { useController } from 'react-hook-form';
import type { SchemaView } from '@/api/client';
import { useText } from '@/ui/text/useText';
import { AttachmentsToggle } from '../AttachmentsToggle';
import { HelpedToggle } from '@/ui/forms/HelpedToggle';
import type { ScheduleValues } from './scheduleSchema';

/** What each of its backups captures besides. */
export function PartsToggles({ schema }: { schema: SchemaView }) {
  const t = useText();
  const attachments = useController<ScheduleValues, 'attachments'>({ name: 'attachments' }).field;
  const archived = useController<ScheduleValues, 'archived'>({ name: 'archived' }).field;
  return (
    <Stack space="space.100">
      <AttachmentsToggle schema={schema} value={attachments.value} onChange={attachments.onChange} />
      {schema.location === 'dataCenter' && (
        <HelpedToggle
          id="archived"
          label={t('backup.archived')}
          help={t('backup.archived.help')}
          isChecked={archived.value}
          onChange={archived.onChange}
        />
      )}
    </Stack>
  );
}
