import { useNavigate, useParams } from 'react-router';
import { Stack } from '@atlaskit/primitives';
import type { ChannelView } from '@/api/client';
import { useChangeChannel } from '@/api/notifications/changeChannel';
import { useChannels } from '@/api/notifications/listChannels';
import { Nothing } from '@/ui/states/Nothing';
import { QueryView } from '@/ui/states/QueryView';
import { CardSkeleton } from '@/ui/states/Skeleton';
import { useText } from '@/ui/text/useText';
import { ChannelForm } from './ChannelForm';
import { ChannelPage } from './ChannelPage';
import { recipientsOf } from './channelSchema';
import { RenewSecret } from './RenewSecret';

export function EditChannelPage() {
  const t = useText();
  const { id } = useParams();
  const channels = useChannels();
  const channel = channels.data?.items.find((one) => one.id === id);
  return (
    <ChannelPage title={channel?.name ?? t('notifications.edit')}>
      <QueryView
        query={channels}
        skeleton={<CardSkeleton />}
        isEmpty={() => !channel}
        empty={<Nothing title={t('notifications.gone.title')} text={t('notifications.gone.text')} />}
      >
        {() => <EditChannel channel={channel!} />}
      </QueryView>
    </ChannelPage>
  );
}

function EditChannel({ channel }: { channel: ChannelView }) {
  const navigate = useNavigate();
  const change = useChangeChannel(channel.id);
  const isMail = channel.kind === 'email';
  return (
    <Stack space="space.400">
      <ChannelForm
        defaults={{
          kind: channel.kind,
          name: channel.name,
          recipients: isMail ? channel.address : '',
          url: '',
          events: channel.events,
        }}
        storedHost={isMail ? undefined : channel.address}
        isBusy={change.isPending}
        onSubmit={({ name, recipients, url, events }, onError) =>
          change.mutate(
            { name, recipients: isMail ? recipientsOf(recipients) : null, url: url || null, events },
            { onError, onSuccess: () => void navigate('/settings/notifications') },
          )
        }
      />
      {channel.kind === 'webhook' && <RenewSecret channel={channel} />}
    </Stack>
  );
}
