import { screen, within } from '@testing-library/react';
import { http } from 'msw';
import { expect, test } from 'vitest';
import { problem } from '@/testing/handlers';
import { renderApp } from '@/testing/renderApp';
import { server } from '@/testing/server';
import { managed, setUpWorld } from '@/testing/world';

test('the card shows site, storage, licence, token and attachments', async () => {
  renderApp();
  expect(await screen.findByText('Managed storage, European Union')).toBeTruthy();
  for (const text of ['Trial', 'Not checked', 'g2778e1d-939d-581d-c8e2-9d5g59de456b'])
    expect(screen.getByText(text)).toBeTruthy();
  expect(screen.getByText('12 days ago')).toBeTruthy();
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
