import { http, HttpResponse } from 'msw';
import type { AddChannel, ChannelChange } from '@/api/client';
import { aChannel } from './notificationWorld';
import type { World } from './world';

const problem = (
  status: number,
  code: string,
  title: string,
  detail: string,
  fields?: Record<string, string>,
) => HttpResponse.json({ code, title, detail, fields, requestId: 'request-7' }, { status });

const missing = () =>
  problem(404, 'channel-not-found', 'There is no such notification channel', 'It may have been deleted.');

/** Channels over a world: a host called closed refuses connections, one called private may not be called. */
export const notificationHandlers = (world: World) => [
  http.get('/api/notifications/channels', () =>
    HttpResponse.json({ items: world.channels, sendsEmail: world.sendsEmail }),
  ),
  http.post('/api/notifications/channels', async ({ request }) => {
    const { kind, name, recipients, url, events } = (await request.json()) as AddChannel;
    const refused = refusalOf(world, name, url);
    if (refused) return refused;
    const address = recipients?.join(', ') ?? new URL(url!).host;
    const channel = aChannel({ id: `channel-${world.channels.length + 1}`, kind, name, address, events });
    world.channels = [...world.channels, channel];
    return HttpResponse.json({
      channel,
      signingSecret: kind === 'webhook' ? 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw' : null,
    });
  }),
  http.put('/api/notifications/channels/:id', async ({ params, request }) => {
    const { name, recipients, url, events } = (await request.json()) as ChannelChange;
    const refused = refusalOf(world, name, url, params.id);
    if (refused) return refused;
    world.channels = world.channels.map((channel) =>
      channel.id === params.id
        ? {
            ...channel,
            name,
            events,
            address: recipients?.join(', ') ?? (url ? new URL(url).host : channel.address),
          }
        : channel,
    );
    return answer(world, params.id);
  }),
  http.delete('/api/notifications/channels/:id', ({ params }) => {
    world.channels = world.channels.filter(({ id }) => id !== params.id);
    return HttpResponse.json({ id: params.id });
  }),
  http.post('/api/notifications/channels/:id/test', ({ params }) => test(world, params.id)),
  http.post('/api/notifications/channels/:id/signing-secret', () =>
    HttpResponse.json({ signingSecret: 'whsec_C2FVsBQIhrscChlQIMV0tGWKlqUqRGzp' }),
  ),
];

const answer = (world: World, id: unknown) => {
  const channel = world.channels.find((one) => one.id === id);
  return channel ? HttpResponse.json(channel) : missing();
};

function refusalOf(world: World, name: string, url: string | null, besides?: unknown) {
  if (world.channels.some((one) => one.name === name && one.id !== besides))
    return problem(
      409,
      'channel-name-taken',
      `There is a channel called ${name} already`,
      'Choose another name.',
      {
        name: 'Another channel has this name. Choose another one.',
      },
    );
  if (url && new URL(url).hostname.startsWith('private'))
    return problem(
      422,
      'address-refused',
      "The webhook's address may not be called",
      `${new URL(url).hostname} was not called: its address 10.0.0.7 is not a public one. Use its public https address; an operator can allow a host in Outbound:AllowedHosts.`,
      { url: "The webhook's address may not be called." },
    );
  return null;
}

function test(world: World, id: unknown) {
  const now = new Date().toISOString();
  const isClosed = world.channels.some((one) => one.id === id && one.address.startsWith('closed'));
  const title = "Nothing listens at the webhook's address";
  const detail = 'Check its host and port, and that the service behind it is running.';
  world.channels = world.channels.map((channel) =>
    channel.id !== id
      ? channel
      : isClosed
        ? {
            ...channel,
            failedAt: now,
            failureCode: 'webhook-connection-refused',
            failureReason: `${title}. ${detail}`,
          }
        : { ...channel, deliveredAt: now, failedAt: null, failureCode: null, failureReason: null },
  );
  return isClosed ? problem(422, 'webhook-connection-refused', title, detail) : answer(world, id);
}
