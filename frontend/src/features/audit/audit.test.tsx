import { screen, within } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { expect, test, vi } from 'vitest';
import type { ExportAuditLog } from '@/api/client';
import { aLine } from '@/testing/auditWorld';
import { problem } from '@/testing/handlers';
import { renderApp } from '@/testing/renderApp';
import { server } from '@/testing/server';
import { ownAccount, setUpWorld } from '@/testing/world';
import * as files from '@/ui/saveFile';

const rowOf = async (text: string) => within((await screen.findByText(text)).closest('tr')!);

test('a line says who did what to what, with old and new values', async () => {
  renderApp('/audit');
  const changed = await rowOf('Schedule changed');
  expect(changed.getByText('Account …3d4e5f')).toBeTruthy();
  expect(changed.getByText('Time: 02:00 → 03:30')).toBeTruthy();
  expect(changed.getByRole('link', { name: 'IT services' }).getAttribute('href')).toBe('/schemas/its');
  const described = await rowOf('Backup described');
  expect(described.getByText('Description: Before the network change → nothing')).toBeTruthy();
  expect(described.getByRole('link', { name: /snap0001/ }).getAttribute('href')).toBe('/snapshots/snap0001');
});

test('no line leads to a backup that is gone', async () => {
  const world = setUpWorld();
  const of = {
    subjectKind: 'snapshot',
    subjectId: 'gone0001',
    subject: 'IT services, backup gone0001',
  } as const;
  world.audit = [
    aLine({ number: 2, action: 'snapshotExpired', ...of }),
    aLine({ number: 1, action: 'snapshotPinned', ...of }),
  ];
  renderApp('/audit', world);
  expect((await rowOf('Backup expired and deleted')).queryByRole('link')).toBeNull();
  expect((await rowOf('Backup pinned')).queryByRole('link')).toBeNull();
});

test('users that cannot be read are told beside the filter, and asked for again', async () => {
  server.use(http.get('/api/audit/users', () => problem(500, 'unexpected'), { once: true }));
  const { user } = renderApp('/audit');
  expect(await screen.findByText('Title of unexpected')).toBeTruthy();
  expect(await screen.findByText('Schedule changed')).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'Try again' }));
  await vi.waitFor(() => expect(screen.queryByText('Title of unexpected')).toBeNull());
});

test('somebody whose account was erased stays a number', async () => {
  renderApp('/audit');
  expect((await rowOf('Backup described')).getByText('Erased user 4')).toBeTruthy();
});

test('a line leads to the run that did it', async () => {
  renderApp('/audit');
  const ended = await rowOf('Backup ended');
  expect(ended.getByText('Automatic')).toBeTruthy();
  expect(ended.getByRole('link', { name: 'Show the run' }).getAttribute('href')).toBe('/activity/run-failed');
  const restored = await rowOf('Restore started');
  expect(restored.getByRole('link', { name: 'Show the run' }).getAttribute('href')).toBe(
    '/restores/restore-1',
  );
});

test('more values than two are shown on demand', async () => {
  const { user } = renderApp('/audit');
  const row = await rowOf('Connection changed');
  expect(row.queryByText('Token or password: replaced')).toBeNull();
  await user.click(row.getByRole('button', { name: 'Show all 3' }));
  expect(row.getByText('Token or password: replaced')).toBeTruthy();
  await user.click(row.getByRole('button', { name: 'Show fewer' }));
  expect(row.queryByText('Token or password: replaced')).toBeNull();
});

test('the log opens on this month in this person’s zone, and says nothing of a filter', async () => {
  const asked = vi.fn();
  server.use(http.get('/api/audit', ({ request }) => asked(new URL(request.url).searchParams.get('from'))));
  vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-10-31T23:30:00Z') });
  try {
    const world = setUpWorld();
    world.audit = [aLine({ number: 1, action: 'scheduleChanged' })];
    renderApp('/audit', world);
    await screen.findByText('Schedule changed');
  } finally {
    vi.useRealTimers();
  }
  expect(asked).toHaveBeenLastCalledWith('2026-10-31T23:00:00.000Z');
  expect(screen.getByLabelText<HTMLInputElement>('From').value).toBe('2026-11-01');
  expect(screen.queryByRole('button', { name: 'Clear filter' })).toBeNull();
});

test('days, action and user are asked for and live in the address', async () => {
  const asked: URLSearchParams[] = [];
  server.use(
    http.get('/api/audit', ({ request }) => {
      asked.push(new URL(request.url).searchParams);
      return HttpResponse.json({ items: [aLine({ number: 1, action: 'backupEnded' })], next: null });
    }),
  );
  const { user } = renderApp(`/audit?from=2026-02-01&to=2026-03-29&action=backupEnded&user=${ownAccount}`);
  await rowOf('IT services');
  expect(Object.fromEntries(asked.at(-1)!)).toEqual({
    from: '2026-01-31T23:00:00.000Z',
    to: '2026-03-29T22:00:00.000Z',
    action: 'backupEnded',
    user: ownAccount,
  });
  await user.click(screen.getByRole('button', { name: 'Clear filter' }));
  await vi.waitFor(() => expect([...asked.at(-1)!.keys()]).toEqual(['from']));
  expect(screen.queryByRole('button', { name: 'Clear filter' })).toBeNull();
});

test('a choice of an action narrows the list', async () => {
  const { user } = renderApp('/audit');
  await screen.findByText('Schedule changed');
  await user.click(screen.getByRole('combobox', { name: 'Action' }));
  await user.click(await screen.findByRole('option', { name: 'Storage changed' }));
  expect(await screen.findByText('Storage: eu')).toBeTruthy();
  await vi.waitFor(() => expect(screen.queryByText('Time: 02:00 → 03:30')).toBeNull());
});

test('a first day that is taken away asks for all there is', async () => {
  const world = setUpWorld();
  world.audit = [aLine({ number: 1, action: 'vaultMoved', at: '2020-01-01T00:00:00Z' })];
  renderApp('/audit?from=', world);
  expect(await screen.findByText('Backups moved')).toBeTruthy();
});

test('older lines come on demand', async () => {
  const world = setUpWorld();
  world.audit = Array.from({ length: 60 }, (_, n) =>
    aLine({
      number: 60 - n,
      action: 'backupStarted',
      subject: `Schema ${60 - n}`,
      at: new Date().toISOString(),
    }),
  );
  const { user } = renderApp('/audit', world);
  await screen.findByText('Schema 60');
  expect(screen.queryByText('Schema 1')).toBeNull();
  await user.click(screen.getByRole('button', { name: 'Show more' }));
  expect(await screen.findByText('Schema 1')).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'Show more' })).toBeNull();
});

test.each([
  ['Export CSV', 'audit-log.csv', '\ufeffcsv-1csv-2'],
  ['Export JSONL', 'audit-log.jsonl', 'jsonl-1jsonl-2'],
])('%s saves all parts of the file that the filter gives', async (button, name, text) => {
  const save = vi.spyOn(files, 'saveFile').mockReturnValue();
  const asked: ExportAuditLog[] = [];
  server.use(
    http.post('/api/audit/export', async ({ request }) => {
      const body = (await request.json()) as ExportAuditLog;
      asked.push(body);
      return HttpResponse.json({
        text: `${body.format}-${asked.length}`,
        next: asked.length === 1 ? 5001 : null,
      });
    }),
  );
  const { user } = renderApp('/audit?from=2026-02-01&action=backupEnded');
  await user.click(await screen.findByRole('button', { name: button }));
  await vi.waitFor(() => expect(save).toHaveBeenCalledWith(name, text));
  expect(asked.map(({ before }) => before)).toEqual([null, 5001]);
  expect(asked[0]!.filter).toEqual({
    from: '2026-01-31T23:00:00.000Z',
    to: null,
    action: 'backupEnded',
    user: null,
  });
});

test('an export that fails says so', async () => {
  server.use(http.post('/api/audit/export', () => problem(500, 'unexpected')));
  const { user } = renderApp('/audit');
  await user.click(await screen.findByRole('button', { name: 'Export CSV' }));
  expect(await screen.findByText('Title of unexpected')).toBeTruthy();
});

test('a month in which nothing was done says so', async () => {
  renderApp('/audit', { ...setUpWorld(), audit: [] });
  expect(await screen.findByText('Nothing was done this month')).toBeTruthy();
});

test('a filter that nothing passes offers to clear it, once', async () => {
  const { user } = renderApp('/audit?user=nobody');
  expect(await screen.findByText('Nothing matches the filter')).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'Clear filter' }));
  expect(await screen.findByText('Schedule changed')).toBeTruthy();
});

test('a log that cannot be read says so', async () => {
  server.use(http.get('/api/audit', () => problem(500, 'unexpected')));
  renderApp('/audit');
  expect(await screen.findByText('Title of unexpected')).toBeTruthy();
});

test('while the log is read its shape is shown', async () => {
  server.use(http.get('/api/audit', () => new Promise(() => undefined)));
  const { container } = renderApp('/audit');
  await screen.findByRole('heading', { name: 'Audit log' });
  expect(container.querySelector('[aria-busy=true]')).toBeTruthy();
});

test('the log is a page of its own in the navigation', async () => {
  renderApp('/audit');
  const link = await screen.findByRole('link', { name: 'Audit log' });
  expect(link.getAttribute('aria-current')).toBe('page');
});
