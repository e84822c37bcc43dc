import { screen, waitFor, within } from '@testing-library/react';
import { http } from 'msw';
import { expect, test } from 'vitest';
import { problem } from '@/testing/handlers';
import { renderApp } from '@/testing/renderApp';
import { server } from '@/testing/server';
import { setUpWorld } from '@/testing/world';

const rowOf = async (name: string) => within((await screen.findByText(name)).closest('tr')!);

test('channels are listed with where they lead and what became of the last message', async () => {
  renderApp('/settings/notifications');
  const team = await rowOf('Backup team');
  expect(team.getByText('ada@acme.example, bob@acme.example')).toBeTruthy();
  expect(team.getByText('5 events')).toBeTruthy();
  expect(team.getByText('Delivered')).toBeTruthy();
  const desk = await rowOf('Service desk');
  expect(desk.getByText('Failed')).toBeTruthy();
  expect(desk.getByText(/Make a new one there and enter it here/)).toBeTruthy();
  expect(desk.getByText('3 messages wait')).toBeTruthy();
  expect(desk.getByText('1 message given up in 60 days')).toBeTruthy();
  expect((await rowOf('Operations chat')).getByText('Nothing delivered yet')).toBeTruthy();
});

test('without a channel the page says what one is for', async () => {
  renderApp('/settings/notifications', { ...setUpWorld(), channels: [] });
  expect(await screen.findByText('Nobody is told of what happens yet')).toBeTruthy();
  expect(screen.getByRole('link', { name: 'Add channel' }).getAttribute('href')).toBe(
    '/settings/notifications/new',
  );
});

test('channels that cannot be read say so', async () => {
  server.use(http.get('/api/notifications/channels', () => problem(500, 'unexpected')));
  renderApp('/settings/notifications');
  expect(await screen.findByText('Title of unexpected')).toBeTruthy();
});

test('a test message that arrives is told, and the failure before it is forgotten', async () => {
  const world = setUpWorld();
  world.channels = world.channels.map((channel) => ({ ...channel, address: 'hooks.chat.example' }));
  const { user } = renderApp('/settings/notifications', world);
  await user.click((await rowOf('Service desk')).getByRole('button', { name: 'Test' }));
  expect(await screen.findByText('Service desk took the test message')).toBeTruthy();
  await waitFor(async () => expect((await rowOf('Service desk')).queryByText('Failed')).toBeNull());
});

test('a test message that does not arrive says why and what to do', async () => {
  const { user } = renderApp('/settings/notifications');
  await user.click((await rowOf('Service desk')).getByRole('button', { name: 'Test' }));
  expect(await screen.findByText('The test message of Service desk did not arrive')).toBeTruthy();
  const words = "Nothing listens at the webhook's address. Check its host and port";
  expect((await screen.findAllByText(words, { exact: false })).length).toBeGreaterThan(0);
});

test('a signed webhook is added with the events that ask for somebody, and its secret is shown once', async () => {
  const { user, world } = renderApp('/settings/notifications/new');
  await user.click(await screen.findByRole('radio', { name: 'Signed webhook' }));
  await user.type(screen.getByLabelText('Name'), 'Program');
  await user.type(screen.getByLabelText('Webhook URL'), 'https://hooks.example.com/in');
  await user.click(screen.getByRole('button', { name: 'Save' }));

  expect(await screen.findByText('Program is told from now on')).toBeTruthy();
  expect(screen.getByText('whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw')).toBeTruthy();
  const added = world.channels.at(-1)!;
  expect(added.address).toBe('hooks.example.com');
  expect(added.events).toContain('backupFailed');
  expect(added.events).not.toContain('backupComplete');
  await user.click(screen.getByRole('button', { name: 'Test' }));
  expect(await screen.findByText('Program took the test message')).toBeTruthy();
});

test('what is missing or wrong is told at its field before anything is sent', async () => {
  const { user, world } = renderApp('/settings/notifications/new');
  await user.click(await screen.findByRole('radio', { name: 'Slack-compatible webhook' }));
  for (const box of screen.getAllByRole<HTMLInputElement>('checkbox')) if (box.checked) await user.click(box);
  await user.type(screen.getByLabelText('Webhook URL'), 'http://hooks.example.com/in');
  await user.click(screen.getByRole('button', { name: 'Save' }));

  expect(await screen.findByText('Give the channel a name.')).toBeTruthy();
  expect(screen.getByText('The address must start with https://.')).toBeTruthy();
  expect(screen.getByText('Choose at least one event.')).toBeTruthy();
  expect(world.channels).toHaveLength(3);
});

test('an address that the server refuses is told at its field and on top', async () => {
  const { user } = renderApp('/settings/notifications/new');
  await user.click(await screen.findByRole('radio', { name: 'Slack-compatible webhook' }));
  await user.type(screen.getByLabelText('Name'), 'Chat');
  await user.type(screen.getByLabelText('Webhook URL'), 'https://private.example.com/in');
  await user.click(screen.getByRole('button', { name: 'Save' }));

  expect((await screen.findAllByText(/may not be called/)).length).toBeGreaterThan(1);
  expect(screen.getByLabelText<HTMLInputElement>('Webhook URL').value).toBe('https://private.example.com/in');
});

test('where no mail server is named, e-mail is not offered and the page says why', async () => {
  renderApp('/settings/notifications/new', { ...setUpWorld(), sendsEmail: false });
  expect(await screen.findByText(/This server sends no e-mail/)).toBeTruthy();
  expect(screen.queryByRole('radio', { name: 'E-mail' })).toBeNull();
});

test('a channel is changed, and the address of a webhook is kept where none is entered', async () => {
  const { user, world } = renderApp('/settings/notifications/chat');
  expect(await screen.findByText(/The one at hooks.chat.example is kept/)).toBeTruthy();
  await user.type(screen.getByLabelText('Name'), ' 2');
  await user.click(screen.getByRole('checkbox', { name: 'Backup complete' }));
  await user.click(screen.getByRole('button', { name: 'Save' }));

  expect(await screen.findByText('Operations chat 2')).toBeTruthy();
  const changed = world.channels.find(({ id }) => id === 'chat')!;
  expect(changed.address).toBe('hooks.chat.example');
  expect(changed.events).toContain('backupComplete');
});

test('a new signing secret is asked for first and shown once', async () => {
  const { user } = renderApp('/settings/notifications/desk');
  await user.click(await screen.findByRole('button', { name: 'New signing secret' }));
  const dialog = within(await screen.findByRole('dialog'));
  await user.click(dialog.getByRole('button', { name: 'New signing secret' }));
  expect(await screen.findByText('whsec_C2FVsBQIhrscChlQIMV0tGWKlqUqRGzp')).toBeTruthy();
});

test('a channel is deleted once that was confirmed', async () => {
  const { user, world } = renderApp('/settings/notifications');
  await user.click((await rowOf('Service desk')).getByRole('button', { name: 'Delete' }));
  const dialog = within(await screen.findByRole('dialog'));
  await user.click(dialog.getByRole('button', { name: 'Delete' }));
  await waitFor(() => expect(screen.queryByText('Service desk')).toBeNull());
  expect(world.channels.map(({ id }) => id)).toEqual(['team', 'chat']);
});

test('a channel that is gone says so', async () => {
  renderApp('/settings/notifications/none');
  expect(await screen.findByText('This channel is not there any more')).toBeTruthy();
});
