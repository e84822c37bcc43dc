import type { ChannelView } from '@/api/client';

const at = (minutesAgo: number) => new Date(Date.now() - minutesAgo * 60_000).toISOString();

export const aChannel = (
  part: Partial<ChannelView> & Pick<ChannelView, 'id' | 'kind' | 'name' | 'address'>,
): ChannelView => ({
  events: ['backupFailed', 'backupOverdue'],
  createdAt: at(60 * 24 * 30),
  deliveredAt: null,
  failedAt: null,
  failureCode: null,
  failureReason: null,
  waiting: 0,
  givenUp: 0,
  ...part,
});

/** One channel of each kind: one that works, one that does not, one that was not used yet. */
export const someChannels = (): ChannelView[] => [
  aChannel({
    id: 'team',
    kind: 'email',
    name: 'Backup team',
    address: 'ada@acme.example, bob@acme.example',
    events: ['backupFailed', 'backupPartial', 'backupOverdue', 'tokenExpires', 'tokenRefused'],
    deliveredAt: at(60 * 26),
  }),
  aChannel({ id: 'chat', kind: 'slack', name: 'Operations chat', address: 'hooks.chat.example' }),
  aChannel({
    id: 'desk',
    kind: 'webhook',
    name: 'Service desk',
    address: 'closed.desk.example',
    deliveredAt: at(60 * 24 * 9),
    failedAt: at(12),
    failureCode: 'webhook-gone',
    failureReason:
      'The webhook answered 404: it is not there. It was deleted, or its address is not complete. Make a new one there and enter it here.',
    waiting: 3,
    givenUp: 1,
  }),
];
