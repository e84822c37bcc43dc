import Button, { LinkButton } from '@atlaskit/button/new';
import { Inline } from '@atlaskit/primitives';
import { useState } from 'react';
import type { ChannelView } from '@/api/client';
import { useDeleteChannel } from '@/api/notifications/deleteChannel';
import { ConfirmDialog } from '@/ui/ConfirmDialog';
import { useText } from '@/ui/text/useText';
import { TestButton } from './TestButton';

export function ChannelActions({ channel }: { channel: ChannelView }) {
  const t = useText();
  return (
    <Inline space="space.100">
      <TestButton channel={channel} />
      <LinkButton spacing="compact" href={`/settings/notifications/${channel.id}`}>
        {t('notifications.edit')}
      </LinkButton>
      <DeleteChannel channel={channel} />
    </Inline>
  );
}

function DeleteChannel({ channel }: { channel: ChannelView }) {
  const t = useText();
  const [isAsking, setAsking] = useState(false);
  const remove = useDeleteChannel();
  return (
    <>
      <Button spacing="compact" onClick={() => setAsking(true)}>
        {t('delete')}
      </Button>
      <ConfirmDialog
        isOpen={isAsking}
        title={t('notifications.delete.title', { name: channel.name })}
        confirm={t('delete')}
        error={remove.error}
        isBusy={remove.isPending}
        onConfirm={() => remove.mutate(channel.id, { onSuccess: () => setAsking(false) })}
        onClose={() => {
          remove.reset();
          setAsking(false);
        }}
      >
        {t('notifications.delete.text')}
      </ConfirmDialog>
    </>
  );
}
