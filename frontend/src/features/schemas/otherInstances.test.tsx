import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { dataCenterWorld } from '@/testing/dataCenterWorld';
import { renderApp } from '@/testing/renderApp';
import { aRun } from '@/testing/world';

const row = async (name: string) => (await screen.findByRole('link', { name })).closest('tr')!;

describe('a schema of a Data Center', () => {
  test('says where it is, path and all', async () => {
    renderApp('/', dataCenterWorld());
    const cells = within(await row('Machines'));
    expect(cells.getByText('DC/Server')).toBeTruthy();
    expect((await row('Machines')).textContent).toContain('jira.initech.example/jira');
  });

  test('is backed up like any other, and tells nothing of the current connection’s attachments', async () => {
    const { user, world } = renderApp('/schemas/lic', dataCenterWorld());
    expect(await screen.findByText('jira.initech.example/jira')).toBeTruthy();
    expect(screen.getByText('DC/Server')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Backup now' }));
    const dialog = within(await screen.findByRole('dialog'));
    expect(dialog.getByText('Backed up as far as this instance gives them.')).toBeTruthy();
    expect(dialog.getByLabelText('Attachments')).toHaveProperty('disabled', false);
    await user.click(dialog.getByRole('button', { name: 'Back up' }));
    await waitFor(() => expect(world.runs[0]).toMatchObject({ kind: 'backup', schemaId: 'lic' }));
  });
});

test('syncs again while one instance of several does not answer', async () => {
  const paused = aRun({ id: 'p', kind: 'sync', state: 'paused', errorCode: 'jira-limited' });
  const { user, world } = renderApp('/', { ...dataCenterWorld(), runs: [paused] });
  await row('Machines');
  await user.click(await screen.findByRole('button', { name: 'Sync schemas' }));
  expect(await screen.findByRole('button', { name: 'Syncing…' })).toHaveProperty('disabled', true);
  expect(world.runs.map(({ id }) => id)).toEqual([
    'run-new-sync',
    'run-sync-globex',
    'run-sync-initech',
    'p',
  ]);
});
