import type { SchemaLocation } from '@/api/client';
import { useConnection } from '@/api/connection/getConnection';
import { useText } from '@/ui/text/useText';
import { HelpedToggle } from './HelpedToggle';

interface AttachmentsToggleProps {
  location: SchemaLocation;
  /** Null while the site is not known to give attachments. */
  value: boolean | null;
  onChange: (value: boolean) => void;
}

/** Whether the site gives attachments, in its own words where it does not. Another instance's answer is not known here. */
export function useAttachments(location: SchemaLocation) {
  const t = useText();
  const { data: connection, isPending } = useConnection();
  if (location !== 'cloud') return { isAvailable: true, why: t('backup.attachments.elsewhere') };
  if (isPending) return { isAvailable: false, why: null };
  if (!connection || connection.attachments === 'notChecked')
    return { isAvailable: false, why: t('backup.attachments.notChecked') };
  if (connection.attachments === 'notAvailable')
    return {
      isAvailable: false,
      why: connection.attachmentsReason ?? t('attachments.notAvailable'),
    };
  return { isAvailable: true, why: null };
}

export function AttachmentsToggle({ location, value, onChange }: AttachmentsToggleProps) {
  const t = useText();
  const { why } = useAttachments(location);
  return (
    <HelpedToggle
      id="attachments"
      label={t('backup.attachments')}
      help={why}
      isChecked={value === true}
      isDisabled={value === null}
      onChange={onChange}
    />
  );
}
