import { screen, within } from '@testing-library/react';
import { http } from 'msw';
import { expect, test } from 'vitest';
import { problem } from '@/testing/handlers';
import { renderApp } from '@/testing/renderApp';
import { server } from '@/testing/server';
import { expiringWorld } from '@/testing/mockWorlds';
import { tokenWorld } from '@/testing/runWorlds';
import { managed, setUpWorld } from '@/testing/world';

const token = async () => within((await screen.findByText('Token')).parentElement!);

test('the card shows site, storage, licence, token and attachments', async () => {
  renderApp();
  expect(await screen.findByText('Managed storage, European Union')).toBeTruthy();
  for (const text of ['Trial', 'Not checked', 'g2778e1d-939d-581d-c8e2-9d5g59de456b'])
    expect(screen.getByText(text)).toBeTruthy();
  expect(screen.getByText('12 days ago')).toBeTruthy();
});

test('a token that works says when that was last seen', async () => {
  renderApp();
  expect((await token()).getByText(/^Works, checked/).textContent).toBe('Works, checked 30 minutes ago');
});

test('a token that Jira refuses says why, since when, and leads to where another is entered', async () => {
  renderApp('/', tokenWorld());
  const fact = await token();
  expect(fact.getByText('Refused')).toBeTruthy();
  expect(fact.getByText('5 minutes ago')).toBeTruthy();
  expect(fact.getByText(/^Jira no longer accepts it/)).toBeTruthy();
  expect(fact.getByRole('link', { name: 'Enter a new token' }).getAttribute('href')).toBe(
    '/settings/connection',
  );
});

test('a token that nobody has tried says what tries it', async () => {
  const world = setUpWorld();
  const untried = { token: 'notChecked', tokenReason: null, tokenCheckedAt: null } as const;
  renderApp('/', { ...world, connection: { ...world.connection!, ...untried } });
  expect((await token()).getByText('Not checked yet: sync the schemas.')).toBeTruthy();
});

test('a region that is not offered any more is shown by its own name', async () => {
  const world = setUpWorld();
  const storage = managed('old');
  renderApp('/', { ...world, connection: { ...world.connection!, storage } });
  expect(await screen.findByText('Managed storage, old')).toBeTruthy();
});

test('a card that cannot be read says so, and the grid stays', async () => {
  server.use(http.get('/api/connection', () => problem(500, 'unexpected')));
  renderApp();
  expect(await screen.findByText('Title of unexpected')).toBeTruthy();
  expect(await screen.findByRole('link', { name: 'IT services' })).toBeTruthy();
});

test('Sync schemas starts a run and cannot be started twice', async () => {
  const { user } = renderApp();
  await user.click(await screen.findByRole('button', { name: 'Sync schemas' }));
  expect(await screen.findByText('Syncing schemas')).toBeTruthy();
  expect(await screen.findByRole('button', { name: 'Syncing…' })).toHaveProperty('disabled', true);
});

test('a sync that is refused says why', async () => {
  server.use(http.post('/api/schemas/sync', () => problem(409, 'not-set-up')));
  const { user } = renderApp();
  await user.click(await screen.findByRole('button', { name: 'Sync schemas' }));
  expect(await screen.findByText('Title of not-set-up')).toBeTruthy();
});

test('the menu leads to the targets', async () => {
  const { user, visited } = renderApp();
  await user.click(await screen.findByRole('button', { name: 'Connection actions' }));
  await user.click(await screen.findByRole('menuitem', { name: 'List of target instances' }));
  expect(await screen.findByRole('heading', { name: 'List of target instances' })).toBeTruthy();
  expect(visited).toEqual(['/', '/settings/targets']);
});

test('a new token is proved, and what was proved is shown', async () => {
  const { user } = renderApp('/settings/connection');
  expect(await screen.findByLabelText('E-mail')).toHaveProperty('value', 'admin@acme.example');
  expect(screen.getByLabelText('API token')).toHaveProperty('value', '');
  await user.type(screen.getByLabelText('API token'), 'new-token');
  await user.click(screen.getByRole('button', { name: 'Save' }));
  const saved = within(
    (await screen.findByText('The credentials work')).closest('[role=status]')! as HTMLElement,
  );
  expect(saved.getByText('The token works.')).toBeTruthy();
});

test('new schemas are scheduled by themselves once that is switched on, in the zone of whoever did it', async () => {
  const { user, world } = renderApp('/settings/connection');
  const toggle = await screen.findByRole('checkbox', { name: 'Schedule new schemas' });
  expect(toggle).toHaveProperty('checked', false);
  expect(screen.getByText(/Schemas that are listed already stay as they are/)).toBeTruthy();
  await user.click(toggle);
  await expect.poll(() => world.defaultScheduleZone).toBe('Europe/Berlin');
  await expect.poll(() => toggle).toHaveProperty('checked', true);
  await user.click(toggle);
  await expect.poll(() => world.defaultScheduleZone).toBe(null);
});

test('where that is refused it is said, and the switch stays as it was', async () => {
  server.use(http.put('/api/schedules/default', () => problem(409, 'audit-key-missing')));
  const { user } = renderApp('/settings/connection');
  const toggle = await screen.findByRole('checkbox', { name: 'Schedule new schemas' });
  await user.click(toggle);
  expect(await screen.findByText('Title of audit-key-missing')).toBeTruthy();
  expect(toggle).toHaveProperty('checked', false);
});

test('the day on which a token expires is kept with it, and the card shows it', async () => {
  const { user, world } = renderApp('/settings/connection');
  await user.type(await screen.findByLabelText('API token'), 'new-token');
  await user.type(screen.getByLabelText('Expires on (optional)'), '2031-06-30');
  await user.click(screen.getByRole('button', { name: 'Save' }));
  expect(await screen.findByText('The credentials work')).toBeTruthy();
  expect(world.connection!.tokenExpiresOn).toBe('2031-06-30');
  await user.click(screen.getAllByRole('link', { name: 'Home' })[0]!);
  expect(await (await token()).findByText('Expires on 30 June 2031')).toBeTruthy();
});

test('the day that is stored is filled in, so that nobody takes it away unaware', async () => {
  const given = setUpWorld();
  const { user, world } = renderApp('/settings/connection', {
    ...given,
    connection: { ...given.connection!, tokenExpiresOn: '2031-06-30' },
  });
  const day = await screen.findByLabelText('Expires on (optional)');
  expect(day).toHaveProperty('value', '2031-06-30');
  await user.type(screen.getByLabelText('API token'), 'new-token');
  await user.click(screen.getByRole('button', { name: 'Save' }));
  expect(await screen.findByText('The credentials work')).toBeTruthy();
  expect(world.connection!.tokenExpiresOn).toBe('2031-06-30');
});

test('a day that has passed is refused at its field', async () => {
  server.use(
    http.put('/api/connection/credentials', () =>
      problem(422, 'not-valid', { tokenExpiresOn: 'This day has passed.' }),
    ),
  );
  const { user } = renderApp('/settings/connection');
  await user.type(await screen.findByLabelText('API token'), 'new-token');
  await user.type(screen.getByLabelText('Expires on (optional)'), '2020-06-30');
  await user.click(screen.getByRole('button', { name: 'Save' }));
  expect(await screen.findByText('This day has passed.')).toBeTruthy();
});

test('home says which tokens expire within 30 days and leads to where another is entered', async () => {
  renderApp('/', expiringWorld(31, 7));
  expect(await screen.findByText('A token expires soon')).toBeTruthy();
  expect(screen.getByText(/^Globex: expires in 7 days\./)).toBeTruthy();
  expect(screen.getByRole('link', { name: 'Enter a new token' }).getAttribute('href')).toBe(
    '/settings/targets/globex/token',
  );
});
