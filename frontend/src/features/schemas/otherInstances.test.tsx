import { act, screen, waitFor, within } from '@testing-library/react';
import { http } from 'msw';
import { describe, expect, test } from 'vitest';
import { patchRuns } from '@/api/changes/applyChanges';
import { dataCenterWorld, instanceRunsWorld } from '@/testing/dataCenterWorld';
import { renderApp } from '@/testing/renderApp';
import { server } from '@/testing/server';
import { aRun } from '@/testing/world';

const row = async (name: string) => (await screen.findByRole('link', { name })).closest('tr')!;

describe('a schema of a Data Center', () => {
  test('says where it is, path and all', async () => {
    renderApp('/', dataCenterWorld());
    const cells = within(await row('Machines'));
    expect(cells.getByText('DC/Server')).toBeTruthy();
    expect((await row('Machines')).textContent).toContain('jira.initech.example/jira');
  });

  test('is backed up like any other, with the attachments that its own instance gives', async () => {
    const { user, world } = renderApp('/schemas/lic', dataCenterWorld());
    expect(await screen.findByText('jira.initech.example/jira')).toBeTruthy();
    expect(screen.getByText('DC/Server')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Backup now' }));
    const dialog = within(await screen.findByRole('dialog'));
    expect(dialog.getByLabelText('Attachments')).toHaveProperty('disabled', false);
    expect(dialog.getByLabelText('Attachments')).toHaveProperty('checked', true);
    await user.click(dialog.getByRole('button', { name: 'Back up' }));
    await waitFor(() => expect(world.runs[0]).toMatchObject({ kind: 'backup', schemaId: 'lic' }));
  });
});

test('a schema of another Cloud site says why it has no attachments, whatever the current one gives', async () => {
  const world = dataCenterWorld();
  const connection = { ...world.connection!, attachments: 'available' as const };
  const { user } = renderApp('/schemas/glo', { ...world, connection });
  await user.click(await screen.findByRole('button', { name: 'Backup now' }));
  const dialog = within(await screen.findByRole('dialog'));
  const toggle = dialog.getByRole('checkbox', { name: 'Attachments' });
  expect(toggle).toHaveProperty('disabled', true);
  expect(toggle).toHaveProperty('checked', false);
  expect(dialog.getByText('The account may not read attachments.')).toBeTruthy();
});

describe('Archived objects', () => {
  const open = async (schema: string) => {
    const sent: unknown[] = [];
    const path = `/api/schemas/${schema}/backups`;
    server.use(http.post(path, async ({ request }) => void sent.push(await request.clone().json())));
    const { user } = renderApp(`/schemas/${schema}`, dataCenterWorld());
    await user.click(await screen.findByRole('button', { name: 'Backup now' }));
    const dialog = within(await screen.findByRole('dialog'));
    const start = () => user.click(dialog.getByRole('button', { name: 'Back up' }));
    return { sent, user, dialog, start };
  };

  test('of a Data Center are backed up where they are asked for', async () => {
    const { sent, user, dialog, start } = await open('lic');
    const toggle = dialog.getByRole('checkbox', { name: 'Archived objects' });
    expect(toggle).toHaveProperty('checked', false);
    expect(toggle.getAttribute('aria-describedby')).toBe(
      dialog.getByText(/^Objects that were archived in Jira/).closest('[id$=help]')!.id,
    );
    await user.click(toggle);
    await start();
    await waitFor(() => expect(sent).toMatchObject([{ archived: true }]));
  });

  test('are left out where they are not asked for', async () => {
    const { sent, start } = await open('lic');
    await start();
    await waitFor(() => expect(sent).toMatchObject([{ archived: false }]));
  });

  test('are not asked for on Cloud, which has no archive', async () => {
    const { sent, dialog, start } = await open('glo');
    expect(dialog.queryByText('Archived objects')).toBeNull();
    await start();
    await waitFor(() => expect(sent).toMatchObject([{ archived: null }]));
  });

  test('are a part of the backup, with what became of them', async () => {
    renderApp('/snapshots/mach0003', dataCenterWorld());
    const part = within((await screen.findByText('Archived objects')).closest('tr')!);
    expect(part.getByText('Partial')).toBeTruthy();
    expect(part.getByText('28')).toBeTruthy();
    expect(part.getByText(/^3 archived objects could not be read/)).toBeTruthy();
  });
});

describe('Sync schemas', () => {
  const paused = aRun({ id: 'p', kind: 'sync', state: 'paused', errorCode: 'jira-limited' });
  const another = { ...paused, id: 'a', connectionId: 'globex' };
  const button = (name: string) => screen.findByRole('button', { name });

  test('syncs the others while the site’s own sync waits', async () => {
    const { user, world } = renderApp('/', { ...dataCenterWorld(), runs: [paused] });
    await row('Machines');
    await user.click(await button('Sync schemas'));
    await waitFor(() =>
      expect(world.runs.map(({ id }) => id)).toEqual(['run-sync-globex', 'run-sync-initech', 'p']),
    );
  });

  test('waits where every instance does', async () => {
    const runs = [paused, another, { ...paused, id: 'b', connectionId: 'initech' }];
    renderApp('/', { ...dataCenterWorld(), runs });
    expect(await button('Sync paused')).toHaveProperty('disabled', true);
  });

  test('is not kept by another instance’s sync', async () => {
    renderApp('/', { ...dataCenterWorld(), runs: [another, { ...another, id: 'r', state: 'running' }] });
    expect(await button('Sync schemas')).toHaveProperty('disabled', false);
  });

  test('says at the end of another instance’s whose it was', async () => {
    const { user, queryClient, world } = renderApp('/', { ...dataCenterWorld(), runs: [paused] });
    await row('Machines');
    await user.click(await button('Sync schemas'));
    await screen.findByText('Syncing schemas');
    const started = world.runs.find(({ id }) => id === 'run-sync-globex')!;
    const run = { ...started, state: 'succeeded' as const, result: '2 schemas found.' };
    act(() => patchRuns(queryClient, [run]));
    expect(await screen.findByText('Globex: 2 schemas found.')).toBeTruthy();
  });
});

describe('what needs you, of several instances', () => {
  test('names the instance whose newest sync failed, and none that was deleted', async () => {
    renderApp('/', instanceRunsWorld());
    expect(await screen.findByText('The schemas of Globex could not be synced')).toBeTruthy();
    await waitFor(() => expect(screen.getAllByText('Jira does not answer.')).toHaveLength(1));
    expect(screen.queryByText('The schemas could not be synced')).toBeNull();
  });

  test('tells a reason once that several have', async () => {
    const failed = { kind: 'sync', state: 'failed', errorMessage: 'Not let in.' } as const;
    const later = aRun({ id: 'n', kind: 'sync', state: 'succeeded', connectionId: 'initech' });
    const runs = ['current', 'globex', 'initech'].map((connectionId) =>
      aRun({ id: connectionId, connectionId, ...failed }),
    );
    renderApp('/', { ...dataCenterWorld(), runs: [later, ...runs] });
    expect(await screen.findByText('The schemas of 2 instances could not be synced')).toBeTruthy();
    expect(screen.getByText('acme.atlassian.net, Globex')).toBeTruthy();
    expect(screen.getAllByText('Not let in.')).toHaveLength(1);
  });

  test('says what a Data Center’s runs wait for', async () => {
    renderApp('/', instanceRunsWorld());
    expect(await screen.findByText('2 runs wait for a new sign-in')).toBeTruthy();
    const enter = screen.getByRole('link', { name: 'Enter a new sign-in for Initech' });
    expect(enter.getAttribute('href')).toBe('/settings/targets/initech/token');
  });

  test('leads to each instance that runs wait for', async () => {
    const world = instanceRunsWorld();
    const own = { ...world.runs.find(({ id }) => id === 'sync-initech')!, id: 'o', connectionId: 'current' };
    renderApp('/', { ...world, runs: [own, ...world.runs] });
    expect(await screen.findByText('3 runs wait for new credentials')).toBeTruthy();
    expect(screen.getByRole('link', { name: 'Enter a new sign-in for Initech' })).toBeTruthy();
    const enter = screen.getByRole('link', { name: 'Enter a new token' });
    expect(enter.getAttribute('href')).toBe('/settings/connection');
  });
});
