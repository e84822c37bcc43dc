import type { SchemaView } from '@/api/client';
import { useText } from '@/ui/text/useText';
import { HelpedToggle } from '@/ui/forms/HelpedToggle';

type Told = Pick<SchemaView, 'attachments' | 'attachmentsReason'>;

interface AttachmentsToggleProps {
  schema: Told;
  value: boolean;
  onChange: (value: boolean) => void;
}

export const givesAttachments = ({ attachments }: Told) => attachments === 'available';

/**
 * Whether attachments are backed up. Where the schema’s instance does not give them it says why, in its own words; where it was
 * not asked yet they are, as far as it gives them.
 */
export function AttachmentsToggle({ schema, value, onChange }: AttachmentsToggleProps) {
  const t = useText();
  const isAvailable = givesAttachments(schema);
  const why = {
    available: null,
    notAvailable: schema.attachmentsReason ?? t('attachments.notAvailable'),
    notChecked: t('backup.attachments.notChecked'),
  }[schema.attachments];
  return (
    <HelpedToggle
      id="attachments"
      label={t('backup.attachments')}
      help={why}
      isChecked={isAvailable ? value : schema.attachments === 'notChecked'}
      isDisabled={!isAvailable}
      onChange={onChange}
    />
  );
}
