import { screen, waitFor, within } from '@testing-library/react';
import { http } from 'msw';
import { expect, test } from 'vitest';
import { problem } from '@/testing/handlers';
import { renderApp } from '@/testing/renderApp';
import { server } from '@/testing/server';
import { setUpWorld } from '@/testing/world';

async function fillIn(user: ReturnType<typeof renderApp>['user'], siteUrl = 'https://initech.atlassian.net') {
  await user.type(await screen.findByLabelText('Connection name'), 'Initech');
  await user.type(screen.getByLabelText('Site URL'), siteUrl);
  await user.type(screen.getByLabelText('E-mail'), 'admin@acme.example');
  await user.type(screen.getByLabelText('API token'), 'secret');
  await user.type(screen.getByLabelText('Workspace ID'), 'w-2');
  await user.click(screen.getByRole('button', { name: 'Save target instance' }));
}

test('targets are listed with location and date', async () => {
  renderApp('/settings/targets');
  const row = within((await screen.findByText('Globex')).closest('tr')!);
  expect(row.getByText('Another Cloud')).toBeTruthy();
  expect(row.getByText('globex.atlassian.net')).toBeTruthy();
});

test('a target whose token Jira refuses is marked, with the reason on hover', async () => {
  const world = setUpWorld();
  const refused = { token: 'refused', tokenReason: 'Jira no longer accepts it.' } as const;
  const targets = world.targets.map((target) => ({ ...target, ...refused }));
  const { user } = renderApp('/settings/targets', { ...world, targets });
  await user.hover(await screen.findByText('Refused by Jira'));
  expect(await screen.findByRole('tooltip', { name: 'Jira no longer accepts it.' })).toBeTruthy();
});

test('a list without a target says what one is for', async () => {
  renderApp('/settings/targets', { ...setUpWorld(), targets: [] });
  expect(await screen.findByText('There is no target instance yet')).toBeTruthy();
});

test('targets that cannot be read say so', async () => {
  server.use(http.get('/api/targets', () => problem(500, 'unexpected')));
  renderApp('/settings/targets');
  expect(await screen.findByText('Title of unexpected')).toBeTruthy();
});

test('a saved target is named as plainly as a failure', async () => {
  const { user, world } = renderApp('/settings/targets/new');
  await fillIn(user);
  expect(await screen.findByText('Initech is ready to be restored to')).toBeTruthy();
  expect(world.targets.map(({ name }) => name)).toEqual(['Globex', 'Initech']);
  expect(document.activeElement?.textContent).toContain('Initech is ready');
  expect(screen.getByRole('link', { name: 'Show the schemas' }).getAttribute('href')).toBe('/');
});

test('an address that does not start with https:// is refused at its field', async () => {
  const { user, world } = renderApp('/settings/targets/new');
  await fillIn(user, 'http://initech.atlassian.net');
  expect(await screen.findByText('The address must start with https://.')).toBeTruthy();
  expect(world.targets).toHaveLength(1);
});

test('the server’s messages stand at their fields, and nothing typed is lost', async () => {
  server.use(
    http.post('/api/targets', () =>
      problem(422, 'not-valid', { siteUrl: 'A private address may not be called.' }),
    ),
  );
  const { user } = renderApp('/settings/targets/new');
  await fillIn(user);
  expect(await screen.findByText('A private address may not be called.')).toBeTruthy();
  expect(screen.getByLabelText('API token')).toHaveProperty('value', 'secret');
});

test('the site is asked for before its Workspace ID is looked for', async () => {
  const { user } = renderApp('/settings/targets/new');
  await user.click(await screen.findByRole('button', { name: 'Find it for me' }));
  expect(await screen.findByText('Enter the address of the site.')).toBeTruthy();
  expect(screen.getByText('Enter an API token.')).toBeTruthy();
});

test('a target is given a new token, and what waited for it goes on', async () => {
  const { user, world } = renderApp('/settings/targets');
  await user.click(await screen.findByRole('link', { name: 'New token' }));
  const email = await screen.findByLabelText('E-mail');
  expect(email).toHaveProperty('value', 'admin@acme.example');
  await user.clear(email);
  await user.type(email, 'agent@acme.example');
  await user.type(screen.getByLabelText('API token'), 'secret');
  await user.click(screen.getByRole('button', { name: 'Check and save' }));
  expect(await screen.findByText('Globex has a new token')).toBeTruthy();
  expect(document.activeElement?.textContent).toContain('Globex has a new token');
  expect(world.targets.map(({ email }) => email)).toEqual(['agent@acme.example']);
});

test('a new token that is not accepted is told at its field', async () => {
  server.use(
    http.put('/api/targets/globex/credentials', () =>
      problem(422, 'token-rejected', { apiToken: 'Not accepted.' }),
    ),
  );
  const { user } = renderApp('/settings/targets/globex/token');
  await user.type(await screen.findByLabelText('API token'), 'secret');
  await user.click(screen.getByRole('button', { name: 'Check and save' }));
  expect(await screen.findByText('Not accepted.')).toBeTruthy();
});

test('a target that is gone has no token to renew, and says so', async () => {
  renderApp('/settings/targets/nowhere/token');
  expect(await screen.findByText('This target instance is not there any more')).toBeTruthy();
});

test('deleting asks first and says what is lost', async () => {
  const { user, world } = renderApp('/settings/targets');
  await user.click(await screen.findByRole('button', { name: 'Delete' }));
  const dialog = within(await screen.findByRole('dialog'));
  expect(dialog.getByText(/credentials are forgotten/)).toBeTruthy();
  expect(world.targets).toHaveLength(1);
  await user.click(dialog.getByRole('button', { name: 'Delete' }));
  await waitFor(() => expect(world.targets).toEqual([]));
  expect(await screen.findByText('There is no target instance yet')).toBeTruthy();
});

test('a target that a run uses is not deleted, and says so', async () => {
  server.use(http.delete('/api/targets/globex', () => problem(409, 'target-in-use')));
  const { user } = renderApp('/settings/targets');
  await user.click(await screen.findByRole('button', { name: 'Delete' }));
  await user.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'Delete' }));
  expect(await screen.findByText('Title of target-in-use')).toBeTruthy();
});
