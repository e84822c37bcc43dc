import { LinkButton } from '@atlaskit/button/new';
import DynamicTable from '@atlaskit/dynamic-table';
import { Stack, Text } from '@atlaskit/primitives';
import Tooltip from '@atlaskit/tooltip';
import type { ChannelView } from '@/api/client';
import { useChannels } from '@/api/notifications/listChannels';
import { Clamped } from '@/ui/Clamped';
import { Name } from '@/ui/Name';
import { NoBreak } from '@/ui/NoBreak';
import { Page } from '@/ui/Page';
import { ScrollX } from '@/ui/ScrollX';
import { Nothing } from '@/ui/states/Nothing';
import { QueryView } from '@/ui/states/QueryView';
import { TableSkeleton } from '@/ui/states/Skeleton';
import { useText } from '@/ui/text/useText';
import { ChannelActions } from './ChannelActions';
import { DeliveryState } from './DeliveryState';

const columns = ['name', 'address', 'events', 'state', 'actions'] as const;

/** Product I2: who is told of what. */
export function NotificationsPage() {
  const t = useText();
  return (
    <Page
      title={t('notifications')}
      parents={[{ text: t('home'), href: '/' }]}
      actions={
        <LinkButton appearance="primary" href="/settings/notifications/new">
          {t('notifications.addNew')}
        </LinkButton>
      }
    >
      <QueryView
        query={useChannels()}
        skeleton={<TableSkeleton columns={5} rows={3} />}
        isEmpty={({ items }) => items.length === 0}
        empty={<Nothing title={t('notifications.none.title')} text={t('notifications.none.text')} />}
      >
        {({ items }) => <ChannelsTable channels={items} />}
      </QueryView>
    </Page>
  );
}

function ChannelsTable({ channels }: { channels: ChannelView[] }) {
  const t = useText();
  return (
    <ScrollX>
      <DynamicTable
        label={t('notifications')}
        head={{ cells: columns.map((key) => ({ key, content: t(`notifications.${key}`) })) }}
        rows={channels.map((channel) => ({
          key: channel.id,
          cells: [
            { key: 'name', content: <Name text={channel.name} /> },
            { key: 'address', content: <Address channel={channel} /> },
            { key: 'events', content: <Events channel={channel} /> },
            { key: 'state', content: <DeliveryState channel={channel} /> },
            { key: 'actions', content: <ChannelActions channel={channel} /> },
          ],
        }))}
      />
    </ScrollX>
  );
}

function Address({ channel: { kind, address } }: { channel: ChannelView }) {
  const t = useText();
  return (
    <Stack space="space.025">
      {kind === 'email' ? <Clamped text={address} /> : <Name text={address} />}
      <Text size="small" color="color.text.subtle">
        {t(`notifications.kind.${kind}`)}
      </Text>
    </Stack>
  );
}

/** How many, and which on hover and on focus. */
function Events({ channel: { events } }: { channel: ChannelView }) {
  const t = useText();
  return (
    <Tooltip content={events.map((event) => t(`notifications.event.${event}`)).join(' · ')}>
      {(tooltip) => (
        <span {...tooltip} tabIndex={0}>
          <NoBreak>{t('notifications.eventCount', { count: events.length })}</NoBreak>
        </span>
      )}
    </Tooltip>
  );
}
