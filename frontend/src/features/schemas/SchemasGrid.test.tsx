import { act, screen, waitFor, within } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { describe, expect, test } from 'vitest';
import { patchRuns } from '@/api/changes/applyChanges';
import { problem } from '@/testing/handlers';
import { renderApp } from '@/testing/renderApp';
import { server } from '@/testing/server';
import { runsWorld, tokenWorld } from '@/testing/runWorlds';
import { aRun, aSchema, setUpWorld } from '@/testing/world';

const row = async (name: string) => (await screen.findByRole('link', { name })).closest('tr')!;

describe('the schemas grid', () => {
  test('shows a running backup with percent, done of total, rate, time left and Stop', async () => {
    renderApp();
    const running = within(await row('Human resources'));
    expect(running.getByText('In progress')).toBeTruthy();
    expect(running.getByText('Reading objects · 42%, 1,260 of 3,000 · 85/s')).toBeTruthy();
    expect(running.getByText('15–30 seconds left in this step')).toBeTruthy();
    expect(running.getByRole('button', { name: 'Stop' })).toBeTruthy();
  });

  test('says what a queued or paused backup waits for', async () => {
    renderApp('/', runsWorld());
    expect(within(await row('In queue')).getByText('Waiting for its turn')).toBeTruthy();
    const paused = within(await row('Limited'));
    expect(paused.getByText('Paused')).toBeTruthy();
    expect(paused.getByText(/^Jira limits our calls/)).toBeTruthy();
    const limited = within(await row('At the limit'));
    expect(limited.getByText('Jira allows us 800 requests a minute')).toBeTruthy();
    expect(limited.getByText('15–30 seconds left in this step')).toBeTruthy();
  });

  test('shows the words of a failed run below the date of the last good backup', async () => {
    renderApp();
    const failed = within(await row('Customers'));
    expect(failed.getByText('Never')).toBeTruthy();
    expect(failed.getByText(/API token has expired/)).toBeTruthy();
  });

  test('offers no backup of a deleted schema', async () => {
    renderApp();
    const deleted = within(await row('Old hardware'));
    expect(deleted.getByRole('button', { name: 'Backup now' })).toHaveProperty('disabled', true);
  });

  test('says what failed with the request id, and reads again on demand', async () => {
    let isBroken = true;
    const world = setUpWorld();
    server.use(
      http.get('/api/schemas', () =>
        isBroken ? problem(500, 'unexpected') : HttpResponse.json({ items: world.schemas }),
      ),
    );
    const { user } = renderApp('/', world);
    const alert = await screen.findByRole('alert');
    expect(within(alert).getByText('Title of unexpected')).toBeTruthy();
    expect(within(alert).getByText('request-7')).toBeTruthy();
    isBroken = false;
    await user.click(within(alert).getByText('Try again'));
    expect(await screen.findByRole('link', { name: 'IT services' })).toBeTruthy();
  });

  test('says why it is empty and offers to sync', async () => {
    renderApp('/', { ...setUpWorld(), schemas: [] });
    expect(await screen.findByText('No schema is listed yet')).toBeTruthy();
    expect(await screen.findAllByRole('button', { name: 'Sync schemas' })).toHaveLength(2);
  });

  test('keeps its filter in the address, and offers Clear filter only when one is set', async () => {
    const { user, visited } = renderApp();
    await row('IT services');
    expect(screen.queryByRole('button', { name: 'Clear filter' })).toBeNull();
    await user.type(screen.getByRole('textbox', { name: 'Search name or key' }), 'crm');
    await waitFor(() => expect(screen.queryByRole('link', { name: 'IT services' })).toBeNull());
    expect(screen.getByRole('link', { name: 'Customers' })).toBeTruthy();
    expect(visited).toEqual(['/?search=crm']);
    await user.click(screen.getByRole('button', { name: 'Clear filter' }));
    expect(await screen.findByRole('link', { name: 'IT services' })).toBeTruthy();
    expect(visited).toEqual(['/']);
  });

  test('takes its filter from the address', async () => {
    renderApp('/?hideDeleted=1');
    await row('IT services');
    expect(screen.queryByRole('link', { name: 'Old hardware' })).toBeNull();
  });

  test('counts the numbers in names', async () => {
    const schemas = ['Rack 10', 'Rack 9'].map((name) => aSchema({ id: name, name, key: 'R' }));
    renderApp('/', { ...setUpWorld(), schemas });
    await row('Rack 9');
    const names = screen.getAllByRole('link', { name: /^Rack/ }).map(({ textContent }) => textContent);
    expect(names).toEqual(['Rack 9', 'Rack 10']);
  });

  test('turns pages above 25 rows', async () => {
    const schemas = Array.from({ length: 30 }, (_, n) =>
      aSchema({ id: `s${n}`, name: `Schema ${String(n).padStart(2, '0')}`, key: `S${n}` }),
    );
    const { user, visited } = renderApp('/', { ...setUpWorld(), schemas });
    await row('Schema 00');
    expect(screen.queryByRole('link', { name: 'Schema 25' })).toBeNull();
    await user.click(screen.getByRole('button', { name: /page 2/i }));
    expect(await screen.findByRole('link', { name: 'Schema 25' })).toBeTruthy();
    expect(visited).toEqual(['/?page=2']);
  });
});

describe('Backup now', () => {
  test('sends the description and shows the schema in queue', async () => {
    let sent: unknown;
    server.use(
      http.post('/api/schemas/its/backups', async ({ request }) => {
        sent = await request.clone().json();
        return undefined;
      }),
    );
    const { user } = renderApp();
    await user.click(within(await row('IT services')).getByRole('button', { name: 'Backup now' }));
    await user.type(await screen.findByRole('textbox', { name: /Description/ }), 'Before the move');
    await user.click(screen.getByRole('button', { name: 'Back up' }));
    expect(await within(await row('IT services')).findByText('In queue')).toBeTruthy();
    expect(sent).toEqual({ description: 'Before the move', attachments: null, archived: null });
    expect(await screen.findByText('Backing up IT services')).toBeTruthy();
    await waitFor(() => expect(document.activeElement?.getAttribute('data-run')).toBe('run-new'));
  });

  test('leaves attachments out when asked, where the site gives them', async () => {
    let sent: unknown;
    server.use(
      http.post('/api/schemas/its/backups', async ({ request }) => {
        sent = await request.clone().json();
        return undefined;
      }),
    );
    const world = setUpWorld();
    const { user } = renderApp('/', {
      ...world,
      schemas: world.schemas.map((schema) => ({ ...schema, attachments: 'available' })),
    });
    await user.click(within(await row('IT services')).getByRole('button', { name: 'Backup now' }));
    const toggle = await screen.findByRole('checkbox', { name: 'Attachments' });
    expect(toggle).toHaveProperty('checked', true);
    await user.click(toggle);
    await user.click(screen.getByRole('button', { name: 'Back up' }));
    await waitFor(() => expect(sent).toMatchObject({ attachments: false }));
  });

  test('says why there are no attachments where the site does not give them', async () => {
    const world = setUpWorld();
    const schemas = world.schemas.map((schema) => ({
      ...schema,
      attachments: 'notAvailable' as const,
      attachmentsReason: 'This site does not give attachments through its API.',
    }));
    const { user } = renderApp('/', { ...world, schemas });
    await user.click(within(await row('IT services')).getByRole('button', { name: 'Backup now' }));
    const dialog = within(await screen.findByRole('dialog'));
    expect(await dialog.findByText('This site does not give attachments through its API.')).toBeTruthy();
    expect(dialog.getByRole('checkbox', { name: 'Attachments' })).toHaveProperty('disabled', true);
  });

  test('says where it is not known yet that attachments are saved as far as there are some', async () => {
    const { user } = renderApp();
    await user.click(within(await row('IT services')).getByRole('button', { name: 'Backup now' }));
    const dialog = within(await screen.findByRole('dialog'));
    expect(dialog.getByRole('checkbox', { name: 'Attachments' })).toHaveProperty('disabled', true);
    expect(dialog.getByRole('checkbox', { name: 'Attachments' })).toHaveProperty('checked', true);
    expect(dialog.getByText(/they are saved as far as it does/)).toBeTruthy();
  });

  test('shows a refusal in the dialog and keeps what was typed', async () => {
    server.use(http.post('/api/schemas/its/backups', () => problem(409, 'backup-running')));
    const { user } = renderApp();
    await user.click(within(await row('IT services')).getByRole('button', { name: 'Backup now' }));
    const field = await screen.findByRole('textbox', { name: /Description/ });
    await user.type(field, 'Before');
    await user.click(screen.getByRole('button', { name: 'Back up' }));
    expect(await screen.findByText('Title of backup-running')).toBeTruthy();
    expect(field).toHaveProperty('value', 'Before');
  });
});

describe('the flag of a started backup', () => {
  const start = async (user: ReturnType<typeof renderApp>['user']) => {
    await user.click(within(await row('IT services')).getByRole('button', { name: 'Backup now' }));
    await user.click(await screen.findByRole('button', { name: 'Back up' }));
    await screen.findByText('Backing up IT services');
  };
  const isGone = () => waitFor(() => expect(screen.queryByText('Backing up IT services')).toBeNull());

  test('goes when the backup has ended', async () => {
    const { user, world, queryClient } = renderApp();
    await start(user);
    act(() => patchRuns(queryClient, [{ ...world.runs[0]!, state: 'succeeded' }]));
    await isGone();
  });

  test.each([
    ['succeeded', 'The backup is complete'],
    ['partial', 'The backup is partial'],
    ['failed', 'The backup failed'],
  ] as const)('is followed by one that says that it %s, with its log', async (state, words) => {
    const { user, world, queryClient, visited } = renderApp();
    await start(user);
    act(() => patchRuns(queryClient, [{ ...world.runs[0]!, state, result: '3,000 objects.' }]));
    const flag = within((await screen.findByText(words)).closest<HTMLElement>('[role=alert]')!);
    expect(flag.getByText('IT services: 3,000 objects.')).toBeTruthy();
    await user.click(flag.getByText('Show the log'));
    await waitFor(() => expect(visited.at(-1)).toBe('/activity/run-new'));
  });

  test('goes with its own link', async () => {
    const { user, visited } = renderApp();
    await start(user);
    await user.click(screen.getByText('Show progress'));
    await isGone();
    await waitFor(() => expect(visited.at(-1)).toBe('/activity/run-new'));
  });
});

describe('Stop', () => {
  test('asks first, then shows that the run is stopping', async () => {
    const { user, world } = renderApp();
    await user.click(within(await row('Human resources')).getByRole('button', { name: 'Stop' }));
    const dialog = within(await screen.findByRole('dialog'));
    expect(world.runs[0]!.stopRequested).toBe(false);
    await user.click(dialog.getByRole('button', { name: 'Stop' }));
    expect(await within(await row('Human resources')).findByText('Stopping')).toBeTruthy();
    expect(world.runs[0]!.stopRequested).toBe(true);
    await waitFor(() => expect(document.activeElement?.getAttribute('data-run')).toBe('run-1'));
  });

  test('that is cancelled gives the focus back to its button', async () => {
    const { user } = renderApp();
    const stop = within(await row('Human resources')).getByRole('button', { name: 'Stop' });
    await user.click(stop);
    await user.click(await screen.findByRole('button', { name: 'Cancel' }));
    await waitFor(() => expect(document.activeElement).toBe(stop));
  });
});

describe('what needs you', () => {
  test('names the failed backup and the schema that was never backed up', async () => {
    renderApp();
    expect(await screen.findByText('The last backup of Customers failed')).toBeTruthy();
    expect(screen.getByText('1 schema has never been backed up')).toBeTruthy();
  });

  test('tells once what keeps many backups from being made', async () => {
    const errorMessage = 'The IP allowlist does not let us in.';
    const lastBackup = aRun({ id: 'r', kind: 'backup', state: 'failed', errorMessage });
    const schemas = ['One', 'Two'].map((name) => aSchema({ id: name, name, key: 'K', lastBackup }));
    renderApp('/', { ...setUpWorld(), schemas });
    expect(await screen.findByText('The last backups of 2 schemas failed')).toBeTruthy();
    expect(screen.getByText('One, Two')).toBeTruthy();
  });

  const failed = aRun({
    id: 's',
    kind: 'sync',
    state: 'failed',
    errorMessage: 'Not let in.',
    createdAt: '2026-03-01T08:00:00Z',
    finishedAt: '2026-03-01T08:00:09Z',
  });

  test('tells of a sync that failed by itself', async () => {
    renderApp('/', { ...setUpWorld(), runs: [failed] });
    expect(await screen.findByText('The schemas could not be synced')).toBeTruthy();
    expect(screen.getByText('Not let in.')).toBeTruthy();
  });

  test('does not tell of a sync that failed before the last', async () => {
    const good = aRun({ id: 'n', kind: 'sync', state: 'succeeded' });
    renderApp('/', { ...setUpWorld(), runs: [good, failed] });
    await row('IT services');
    expect(screen.queryByText('The schemas could not be synced')).toBeNull();
  });

  test('names the runs that wait for a new token once, and leads there as the card does', async () => {
    renderApp('/', tokenWorld());
    expect(await screen.findByText('2 runs wait for a new API token')).toBeTruthy();
    const ways = screen.getAllByRole('link', { name: 'Enter a new token' });
    expect(ways.map((way) => way.getAttribute('href'))).toEqual([
      '/settings/connection',
      '/settings/connection',
    ]);
    expect(screen.getByRole('button', { name: 'Sync paused' })).toHaveProperty('disabled', true);
  });
});
