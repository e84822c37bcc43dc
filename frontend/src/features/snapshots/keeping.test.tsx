import { screen, within } from '@testing-library/react';
import { http } from 'msw';
import { expect, test } from 'vitest';
import { problem } from '@/testing/handlers';
import { renderApp } from '@/testing/renderApp';
import { server } from '@/testing/server';
import { aSnapshot, setUpWorld } from '@/testing/world';

const more = () => screen.findByRole('button', { name: 'More actions for backup snap0001' });
const item = (name: string) => screen.findByRole('menuitem', { name });
const dialog = async () => within(await screen.findByRole('dialog'));

test('a backup is pinned on its page after what a pin does was said, and unpinned again', async () => {
  const { user, world } = renderApp('/snapshots/snap0001');
  await user.click(await more());
  await user.click(await item('Pin'));
  expect(await (await dialog()).findByText(/neither retention nor a person deletes it/)).toBeTruthy();
  await user.click((await dialog()).getByRole('button', { name: 'Pin' }));
  expect(await screen.findByText('Pinned')).toBeTruthy();
  expect(world.snapshots[0]!.isPinned).toBe(true);
  await user.click(await more());
  expect(await screen.findByRole('menuitem', { name: /Delete.*Unpin it first/ })).toHaveProperty(
    'disabled',
    true,
  );
  await user.click(await item('Unpin'));
  await user.click((await dialog()).getByRole('button', { name: 'Unpin' }));
  await expect.poll(() => world.snapshots[0]!.isPinned).toBe(false);
});

test('the focus goes back to the menu when a dialog is left', async () => {
  const { user } = renderApp('/snapshots/snap0001');
  for (const [entry, left] of [
    ['Pin', 'Cancel'],
    ['Delete', 'Cancel'],
    ['Pin', 'Pin'],
  ] as const) {
    await user.click(await more());
    await user.click(await item(entry));
    await user.click((await dialog()).getByRole('button', { name: left }));
    const menu = await more();
    await expect.poll(() => document.activeElement).toBe(menu);
  }
});

test('a pinned backup is marked in the list', async () => {
  const snapshots = [aSnapshot({ id: 'snap0001', schemaId: 'its', isPinned: true })];
  renderApp('/schemas/its/backups', { ...setUpWorld(), snapshots });
  expect(await within(await screen.findByRole('table')).findByText('Pinned')).toBeTruthy();
});

test('a backup is deleted once its id was typed, and the list is shown without it', async () => {
  const { user, world } = renderApp('/snapshots/snap0001');
  await user.click(await more());
  await user.click(await item('Delete'));
  const asked = await dialog();
  expect(asked.getByText(/with 3,000 objects is deleted for good.*freed by pruning/)).toBeTruthy();
  const button = asked.getByRole('button', { name: 'Delete' });
  expect(button).toHaveProperty('disabled', true);
  await user.type(asked.getByLabelText('Type snap0001 to confirm'), 'snap0001');
  await user.click(button);
  expect(await screen.findByText('There is no backup of this schema yet')).toBeTruthy();
  expect(world.snapshots).toEqual([]);
});

test('a refusal is said in the dialog, and nothing is gone', async () => {
  server.use(http.delete('/api/snapshots/snap0001', () => problem(409, 'backup-in-use')));
  const { user, world } = renderApp('/schemas/its/backups');
  await user.click(await more());
  await user.click(await item('Delete'));
  await user.type((await dialog()).getByLabelText('Type snap0001 to confirm'), 'snap0001');
  await user.click((await dialog()).getByRole('button', { name: 'Delete' }));
  expect(await (await dialog()).findByText('Title of backup-in-use')).toBeTruthy();
  expect(world.snapshots).toHaveLength(1);
});
