import { act, screen, waitFor, within } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { expect, test, vi } from 'vitest';
import { patchRuns } from '@/api/changes/applyChanges';
import { instanceRunsWorld } from '@/testing/dataCenterWorld';
import { problem } from '@/testing/handlers';
import { renderApp } from '@/testing/renderApp';
import { server } from '@/testing/server';
import * as files from '@/ui/saveFile';
import { aPlan, aRun, aSnapshot, ownAccount, setUpWorld } from '@/testing/world';

test('runs are listed with schema, state and progress or result', async () => {
  renderApp('/activity');
  const running = within((await screen.findByText('Human resources')).closest('tr')!);
  expect(running.getByText('In progress')).toBeTruthy();
  expect(running.getByText(/Reading objects · 42%, 1,260 of 3,000/)).toBeTruthy();
  expect(within(screen.getByText('Customers').closest('tr')!).getByText(/token has expired/)).toBeTruthy();
});

test('who started a run is told in words; of another account the end, and all of it on hover', async () => {
  const account = '557058:f8b1f6c5-9d3e-4c1a-8f0e-1c1b2a3d4e5f';
  const runs = [ownAccount, 'operator', account].map((requestedBy) =>
    aRun({ id: requestedBy, kind: 'sync', state: 'succeeded', requestedBy }),
  );
  const { user } = renderApp('/activity', { ...setUpWorld(), runs });
  expect(await screen.findByText('You')).toBeTruthy();
  expect(screen.getByText('Operator')).toBeTruthy();
  await user.hover(screen.getByText('Account …3d4e5f'));
  expect(await screen.findByRole('tooltip', { name: account })).toBeTruthy();
});

test('a restore is listed with its schema and what it makes of it, and where', async () => {
  const restore = aRun({ id: 'r', kind: 'restore', state: 'succeeded', schemaId: 'its', planId: 'p' });
  renderApp('/activity', {
    ...setUpWorld(),
    runs: [restore],
    plans: [aPlan({ id: 'p', state: 'applied', schemaName: 'Moved', schemaKey: 'MOV' })],
  });
  const row = within((await screen.findByText('IT services')).closest('tr')!);
  expect(await row.findByText('to Moved (MOV) on Globex (globex.atlassian.net)')).toBeTruthy();
});

test('a sync says which instance it is of, but the site’s own', async () => {
  renderApp('/activity', instanceRunsWorld());
  const names = ['Sync schemas', 'Sync schemas · Globex', 'Sync schemas · Initech'];
  for (const name of [...names, 'Sync schemas · deleted instance', 'Backup'])
    expect(await screen.findByRole('link', { name })).toBeTruthy();
});

test('the page of another instance’s sync says whose it is', async () => {
  renderApp('/activity/sync-globex', instanceRunsWorld());
  expect(await screen.findByRole('heading', { name: 'Sync schemas · Globex' })).toBeTruthy();
});

test('a log says the day of what was not today, and its zone once', async () => {
  const message = 'Jira said 401';
  const line = { level: 'information' as const, message };
  const logs = {
    'run-failed': [
      { ...line, number: 1, at: '2020-02-29T23:30:00Z' },
      { ...line, number: 2, at: new Date().toISOString() },
    ],
  };
  renderApp('/activity/run-failed', { ...setUpWorld(), logs });
  expect(await screen.findByText('1 Mar 2020, 00:30:00')).toBeTruthy();
  expect(screen.getByText(/^[0-9]{2}:[0-9]{2}:[0-9]{2}$/)).toBeTruthy();
  expect(screen.getByText('Times in the zone Europe/Berlin.')).toBeTruthy();
});

test('the log is downloaded whole, as a text file, and a download that fails says so', async () => {
  const save = vi.spyOn(files, 'saveFile').mockReturnValue();
  const asked: unknown[] = [];
  server.use(
    http.post('/api/runs/:id/log/download', async ({ request }) => {
      asked.push(await request.json());
      return HttpResponse.json(
        asked.length === 1 ? { text: 'first\n', next: 7 } : { text: 'last\n', next: null },
      );
    }),
  );
  const line = { number: 1, at: '2020-02-29T23:30:00Z', level: 'error' as const, message: 'Jira said 401' };
  const { user } = renderApp('/activity/run-failed', { ...setUpWorld(), logs: { 'run-failed': [line] } });
  await user.click(await screen.findByRole('button', { name: 'Download log' }));
  await waitFor(() => expect(save).toHaveBeenCalledWith('backup-runfaile.log.txt', 'first\nlast\n'));
  expect(asked).toEqual([
    { format: 'text', after: null },
    { format: 'text', after: 7 },
  ]);
  server.use(http.post('/api/runs/:id/log/download', () => problem(500, 'unexpected')));
  await user.click(screen.getByRole('button', { name: 'Download log' }));
  expect(await screen.findByText('Title of unexpected')).toBeTruthy();
});

test('a run leads to its schema by name', async () => {
  renderApp('/activity/run-failed');
  expect((await screen.findByRole('link', { name: 'Customers' })).getAttribute('href')).toBe('/schemas/crm');
});

test('a site where nothing has run says what will be here', async () => {
  renderApp('/activity', { ...setUpWorld(), runs: [] });
  expect(await screen.findByText('Nothing has run yet')).toBeTruthy();
});

test('runs that cannot be read say so', async () => {
  server.use(http.get('/api/runs', () => problem(500, 'unexpected')));
  renderApp('/activity');
  expect(await screen.findByText('Title of unexpected')).toBeTruthy();
});

test('a failed run shows why, its id, and its log', async () => {
  const logs = {
    'run-failed': [
      { number: 1, at: '2026-11-23T10:00:00Z', level: 'error' as const, message: 'Jira said 401' },
    ],
  };
  renderApp('/activity/run-failed', { ...setUpWorld(), logs });
  expect(await screen.findByText('The backup failed')).toBeTruthy();
  expect(screen.getByText('run-failed')).toBeTruthy();
  expect(await screen.findByText('Jira said 401')).toBeTruthy();
});

test('a log without a line says so', async () => {
  renderApp('/activity/run-failed');
  expect(
    await screen.findByText('Nothing was logged: it ended before it had anything to tell.'),
  ).toBeTruthy();
});

test('an empty log of a run that went well is told otherwise', async () => {
  renderApp('/activity/quiet', {
    ...setUpWorld(),
    runs: [aRun({ id: 'quiet', kind: 'sync', state: 'succeeded' })],
  });
  expect(await screen.findByText('Nothing was logged: nothing came up that is worth a line.')).toBeTruthy();
});

test('a log that cannot be read says so beside the run', async () => {
  server.use(http.get('/api/runs/run-failed/log', () => problem(500, 'unexpected')));
  renderApp('/activity/run-failed');
  expect(await screen.findByText('Title of unexpected')).toBeTruthy();
  expect(screen.getByText('The backup failed')).toBeTruthy();
});

test('the lines that are written with the end of a run are shown', async () => {
  const run = aRun({ id: 'b', kind: 'backup', state: 'running', step: 'Sealing the last pack' });
  const world = { ...setUpWorld(), runs: [run] };
  const { queryClient } = renderApp('/activity/b', world);
  expect(await screen.findByText('Nothing was logged yet.')).toBeTruthy();
  world.logs = { b: [{ number: 1, at: run.createdAt, level: 'information', message: 'Snapshot written' }] };
  act(() => patchRuns(queryClient, [{ ...run, state: 'succeeded' }]));
  expect(await screen.findByText('Snapshot written')).toBeTruthy();
});

test('a run says what it waits for', async () => {
  const run = aRun({
    id: 'w',
    kind: 'backup',
    state: 'paused',
    waitsFor: 'Jira allows us 800 requests a minute',
  });
  renderApp('/activity/w', { ...setUpWorld(), runs: [run] });
  expect(await screen.findByText('Jira allows us 800 requests a minute')).toBeTruthy();
});

test('a queued run says once that it waits', async () => {
  const run = aRun({ id: 'q', kind: 'backup', state: 'queued', waitsFor: 'Waiting for its turn' });
  renderApp('/activity/q', { ...setUpWorld(), runs: [run] });
  expect(await screen.findAllByText('Waiting for its turn')).toHaveLength(1);
  expect(screen.getAllByText('In queue')).toHaveLength(1);
});

test('a verification leads to its backup', async () => {
  const run = aRun({ id: 'v', kind: 'verify', state: 'succeeded', schemaId: 'its', snapshotId: 'snap0001' });
  renderApp('/activity/v', { ...setUpWorld(), runs: [run] });
  expect((await screen.findByRole('link', { name: 'snap0001' })).getAttribute('href')).toBe(
    '/snapshots/snap0001',
  );
});

test('a backup that failed leads to what it had stored, and to no other backup of its schema', async () => {
  const run = aRun({
    id: 'made0001',
    kind: 'backup',
    state: 'failed',
    schemaId: 'its',
    finishedAt: '2026-11-20T10:05:00Z',
  });
  const snapshots = ['made0000', 'made0001'].map((id) => aSnapshot({ id, schemaId: 'its' }));
  renderApp('/activity/made0001', { ...setUpWorld(), runs: [run], snapshots });
  expect(await screen.findByRole('link', { name: 'made0001' })).toBeTruthy();
  expect(screen.queryByRole('link', { name: 'made0000' })).toBeNull();
});

test('a plan that is ready says how much will not be the same', async () => {
  const run = aRun({ id: 'p', kind: 'plan', state: 'partial', planId: 'plan-1' });
  renderApp('/activity/p', {
    ...setUpWorld(),
    runs: [run],
    plans: [aPlan({ id: 'plan-1', state: 'ready' })],
  });
  expect(await screen.findByText('1 thing will not be the same')).toBeTruthy();
});

test('a run that does not exist says so', async () => {
  renderApp('/activity/gone');
  expect(await screen.findByText('Title of not-found')).toBeTruthy();
});
