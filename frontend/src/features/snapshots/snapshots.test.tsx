import { cleanup, screen, waitFor, within } from '@testing-library/react';
import { http } from 'msw';
import { expect, test } from 'vitest';
import { problem } from '@/testing/handlers';
import { renderApp } from '@/testing/renderApp';
import { server } from '@/testing/server';
import { aRun, aSnapshot, setUpWorld } from '@/testing/world';

const table = async () => within(await screen.findByRole('table'));

test('the available backups show id, type, description, objects, size, who and state', async () => {
  renderApp('/schemas/its/backups');
  const row = within((await (await table()).findByRole('link', { name: 'snap0001' })).closest('tr')!);
  for (const text of ['Manual', 'Before the network change', '3,000', '1.2 MB', 'You', 'Complete', 'Not yet'])
    expect(row.getByText(text)).toBeTruthy();
});

test('a backup that found everything stored already says so instead of counting no bytes', async () => {
  const snapshots = [aSnapshot({ id: 'second', schemaId: 'its', addedBytes: 0 })];
  renderApp('/schemas/its/backups', { ...setUpWorld(), snapshots });
  expect(await (await table()).findByText('Nothing new')).toBeTruthy();
});

test('a long description is cut in the table, and whole on hover; the keyboard reaches it', async () => {
  const description = 'x'.repeat(500);
  const snapshots = [aSnapshot({ id: 's', schemaId: 'its', description })];
  const { user } = renderApp('/schemas/its/backups', { ...setUpWorld(), snapshots });
  const cut = await (await table()).findByText(description);
  expect(cut.closest('[tabindex="0"]')).toBeTruthy();
  await user.hover(cut);
  expect(await screen.findByRole('tooltip', { name: description })).toBeTruthy();
});

test('a backup in a storage that was switched away from is marked and can neither be verified nor restored', async () => {
  const storage = { name: 'mongodb://db.example/vault', isConnected: false };
  const snapshots = [aSnapshot({ id: 'old', schemaId: 'its', storage })];
  const { user } = renderApp('/schemas/its/backups', { ...setUpWorld(), snapshots });
  const list = await table();
  expect(await list.findByText('Schema not found in backup')).toBeTruthy();
  expect(list.getByText('mongodb://db.example/vault')).toBeTruthy();
  expect(list.queryByRole('link', { name: 'Restore' })).toBeNull();
  for (const name of ['Restore', 'Verify'])
    expect(list.getByRole('button', { name })).toHaveProperty('disabled', true);
  await user.hover(list.getByRole('button', { name: 'Verify' }));
  expect(await screen.findByRole('tooltip', { name: /which is not connected any more/ })).toBeTruthy();
});

test('the page of such a backup says where it lies', async () => {
  const storage = { name: 'eu', isConnected: false };
  renderApp('/snapshots/snap0001', {
    ...setUpWorld(),
    snapshots: [aSnapshot({ id: 'snap0001', schemaId: 'its', storage })],
  });
  expect(await screen.findByText(/This backup lies in eu/)).toBeTruthy();
  expect(screen.getByRole('button', { name: 'Restore' })).toHaveProperty('disabled', true);
});

test('a backup that lost something is marked in the list and says on its page what that means', async () => {
  const snapshots = [aSnapshot({ id: 'snap0001', schemaId: 'its', damagedAt: '2026-03-01T12:00:00Z' })];
  renderApp('/schemas/its/backups', { ...setUpWorld(), snapshots });
  expect(await (await table()).findByText('Damaged')).toBeTruthy();
  expect((await table()).queryByText('Not yet')).toBeNull();
  cleanup();
  renderApp('/snapshots/snap0001', { ...setUpWorld(), snapshots });
  expect(await screen.findByText(/Something of this backup was found lost/)).toBeTruthy();
});

test('a backup that was given up is marked, and can neither be restored nor verified', async () => {
  const at = '2026-03-01T12:00:00Z';
  const snapshots = [aSnapshot({ id: 'snap0001', schemaId: 'its', damagedAt: at, givenUpAt: at })];
  renderApp('/schemas/its/backups', { ...setUpWorld(), snapshots });
  expect(await (await table()).findByText('Given up')).toBeTruthy();
  expect((await table()).queryByText('Complete')).toBeNull();
  for (const name of ['Restore', 'Verify'])
    expect((await table()).getByRole('button', { name })).toHaveProperty('disabled', true);
  cleanup();
  renderApp('/snapshots/snap0001', { ...setUpWorld(), snapshots });
  expect(await screen.findByText(/nothing of this backup can be read/)).toBeTruthy();
  expect(screen.queryByText(/A restore leaves lost objects out/)).toBeNull();
  expect(screen.getByText('What this backup held')).toBeTruthy();
  expect(screen.queryByText(/A restore brings back/)).toBeNull();
  expect(screen.getByRole('button', { name: 'Edit the description' })).toHaveProperty('disabled', true);
});

test('a part that the storage has lost says so', async () => {
  const parts = [{ name: 'history', state: 'lost' as const, count: 0, reasons: [], jql: null }];
  renderApp('/snapshots/s', { ...setUpWorld(), snapshots: [aSnapshot({ id: 's', schemaId: 'its', parts })] });
  const row = within((await screen.findByText('History')).closest('tr')!);
  expect(row.getByText('Lost')).toBeTruthy();
  expect(row.getByText('It is not in the storage any more.')).toBeTruthy();
});

test('a schema without a backup says what to do', async () => {
  renderApp('/schemas/fac/backups');
  expect(await screen.findByText('There is no backup of this schema yet')).toBeTruthy();
});

test('while the first backup is made, it says so instead of asking for one', async () => {
  const world = setUpWorld();
  const activeRun = aRun({ id: 'b', kind: 'backup', state: 'running', schemaId: 'fac' });
  const schemas = world.schemas.map((schema) => (schema.id === 'fac' ? { ...schema, activeRun } : schema));
  renderApp('/schemas/fac/backups', { ...world, schemas });
  expect(await screen.findByText('The first backup is being made')).toBeTruthy();
  expect(screen.queryByText(/Backup now, above/)).toBeNull();
});

test('a backup is known by its date and time', async () => {
  const snapshots = [aSnapshot({ id: 's', schemaId: 'its', takenAt: '2020-02-29T23:30:00Z' })];
  renderApp('/schemas/its/backups', { ...setUpWorld(), snapshots });
  // The time may stand below the date: each is a text of its own.
  const whole = (element: Element | null) =>
    element?.tagName === 'SPAN' && element.textContent === '1 Mar 2020, 00:30';
  expect(await (await table()).findByText((_, element) => whole(element))).toBeTruthy();
});

test('backups that cannot be read say so', async () => {
  server.use(http.get('/api/schemas/its/snapshots', () => problem(500, 'unexpected')));
  renderApp('/schemas/its/backups');
  expect(await screen.findByText('Title of unexpected')).toBeTruthy();
});

test('a schema that does not exist says so', async () => {
  renderApp('/schemas/gone');
  expect(await screen.findByText('Title of not-found')).toBeTruthy();
});

test('Verify starts a run and waits for it', async () => {
  const { user, world } = renderApp('/schemas/its/backups');
  await user.click(await (await table()).findByRole('button', { name: 'Verify' }));
  expect(await screen.findByText('Verifying backup snap0001')).toBeTruthy();
  expect(await (await table()).findByRole('button', { name: 'Verifying…' })).toHaveProperty('disabled', true);
  expect(world.runs[0]!.kind).toBe('verify');
});

test('the focus goes to the progress of a verification', async () => {
  const { user } = renderApp('/snapshots/snap0001');
  await user.click(await screen.findByRole('button', { name: 'Verify' }));
  await waitFor(() => expect(document.activeElement?.getAttribute('data-run')).toBe('run-verify'));
  expect(document.activeElement?.textContent).toContain('Waiting for its turn');
});

test('a backup names each of its parts with its state and what is missing', async () => {
  renderApp('/snapshots/snap0001');
  const row = within((await screen.findByText('Comments')).closest('tr')!);
  expect(row.getByText('Not captured')).toBeTruthy();
  expect(row.getByText('This version does not capture comments.')).toBeTruthy();
});

test('a part that was not captured is never left without a reason', async () => {
  const parts = [{ name: 'history', state: 'notCaptured' as const, count: 0, reasons: [], jql: null }];
  renderApp('/snapshots/s', { ...setUpWorld(), snapshots: [aSnapshot({ id: 's', schemaId: 'its', parts })] });
  const row = within((await screen.findByText('History')).closest('tr')!);
  expect(row.getByText('This version does not capture it.')).toBeTruthy();
});

test('a part that is still to come says so and that the rest can be restored', async () => {
  const parts = [{ name: 'history', state: 'following' as const, count: 0, reasons: [], jql: null }];
  const snapshot = aSnapshot({ id: 's', schemaId: 'its', state: 'objectsOnly', parts });
  renderApp('/snapshots/s', { ...setUpWorld(), snapshots: [snapshot] });
  const row = within((await screen.findByText('History')).closest('tr')!);
  expect(row.getByText('Follows')).toBeTruthy();
  expect(row.getByText(/What is captured can be restored now/)).toBeTruthy();
  expect(row.queryByText('0')).toBeNull();
  expect(screen.getByText('Objects only')).toBeTruthy();
});

test('issues come with the search to compare their number with in Jira', async () => {
  const jql = 'cf[10191] is not EMPTY';
  const parts = [{ name: 'issueFields', state: 'captured' as const, count: 12, reasons: [], jql }];
  renderApp('/snapshots/s', { ...setUpWorld(), snapshots: [aSnapshot({ id: 's', schemaId: 'its', parts })] });
  const row = within((await screen.findByText('Objects in issues')).closest('tr')!);
  expect(row.getByText(/12 issues, each counted once/)).toBeTruthy();
  expect(row.getByText(jql)).toHaveProperty('style.userSelect', 'all');
  const search = await row.findByRole('link', { name: /Search in Jira/ });
  expect(search.getAttribute('href')).toBe(
    'https://acme.atlassian.net/issues/?jql=cf%5B10191%5D%20is%20not%20EMPTY',
  );
});

test('a part that could not be read is not counted as nothing', async () => {
  const part = { name: 'comments', count: 0, jql: null };
  const parts = [
    { ...part, state: 'notAvailable' as const, reasons: ['This site does not give comments.'] },
    { ...part, name: 'avatars', state: 'captured' as const, reasons: [] },
  ];
  renderApp('/snapshots/s', { ...setUpWorld(), snapshots: [aSnapshot({ id: 's', schemaId: 'its', parts })] });
  const row = async (name: string) => within((await screen.findByText(name)).closest('tr')!);
  expect((await row('Comments')).queryByText('0')).toBeNull();
  expect((await row('Avatars')).getByText('0')).toBeTruthy();
});

test('many reasons are cut, and all of them on demand; the focus stays at them', async () => {
  const reasons = Array.from({ length: 12 }, (_, n) => `Type ${n + 1} is not whole.`);
  const parts = [{ name: 'objects', state: 'partial' as const, count: 2, reasons, jql: null }];
  const { user } = renderApp('/snapshots/s', {
    ...setUpWorld(),
    snapshots: [aSnapshot({ id: 's', schemaId: 'its', parts })],
  });
  await screen.findByText('Type 5 is not whole.');
  expect(screen.queryByText('Type 6 is not whole.')).toBeNull();
  await user.click(screen.getByRole('button', { name: 'Show 7 more' }));
  expect(screen.getByText('Type 12 is not whole.')).toBeTruthy();
  expect(document.activeElement?.textContent).toContain('Type 1 is not whole.');
});

test('a part that the page has no word for is shown all the same', async () => {
  const parts = [{ name: 'somethingNew', state: 'captured' as const, count: 2, reasons: [], jql: null }];
  renderApp('/snapshots/s', { ...setUpWorld(), snapshots: [aSnapshot({ id: 's', schemaId: 'its', parts })] });
  expect(await screen.findByText('somethingNew')).toBeTruthy();
});

test('a backup that does not exist says so, and leads home instead of trying again', async () => {
  renderApp('/snapshots/gone');
  expect(await screen.findByText('Title of not-found')).toBeTruthy();
  expect(screen.getByRole('link', { name: 'Go home' })).toBeTruthy();
  expect(screen.queryByText('Try again')).toBeNull();
});
