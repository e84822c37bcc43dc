import { HelperMessage } from '@atlaskit/form';
import { Inline, Text } from '@atlaskit/primitives';
import Toggle from '@atlaskit/toggle';
import type { SchemaLocation } from '@/api/client';
import { useConnection } from '@/api/connection/getConnection';
import { useText } from '@/ui/text/useText';

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
    <div>
      <Inline alignBlock="center" space="space.050">
        <Toggle
          id="attachments"
          isChecked={value === true}
          isDisabled={value === null}
          descriptionId={why ? 'attachments-why' : undefined}
          onChange={(event) => onChange(event.target.checked)}
        />
        <Text>
          <label htmlFor="attachments">{t('backup.attachments')}</label>
        </Text>
      </Inline>
      {why && (
        <div id="attachments-why">
          <HelperMessage>{why}</HelperMessage>
        </div>
      )}
    </div>
  );
}
