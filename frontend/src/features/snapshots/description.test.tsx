import { screen, waitFor, within } from '@testing-library/react';
import { http } from 'msw';
import { expect, test } from 'vitest';
import { problem } from '@/testing/handlers';
import { renderApp } from '@/testing/renderApp';
import { server } from '@/testing/server';
import { aSnapshot, setUpWorld } from '@/testing/world';

const path = '/api/snapshots/snap0001/description';
const edit = () => screen.findByRole('button', { name: 'Edit the description' });
const field = () => screen.findByRole('textbox', { name: /Description/ });

test('a backup’s description is edited on its page, and the focus stays there', async () => {
  const { user, world } = renderApp('/snapshots/snap0001');
  expect(await screen.findByText('Before the network change')).toBeTruthy();
  await user.click(await edit());
  expect(await field()).toHaveProperty('value', 'Before the network change');
  expect(document.activeElement).toBe(await field());
  await user.clear(await field());
  await user.type(await field(), ' After it ');
  await user.click(screen.getByRole('button', { name: 'Save' }));
  expect(await screen.findByText('After it')).toBeTruthy();
  expect(world.snapshots[0]!.description).toBe('After it');
  expect(document.activeElement?.textContent).toContain('After it');
});

test('a description is taken away, and one is given where there is none', async () => {
  const { user, world } = renderApp('/snapshots/snap0001');
  await user.click(await edit());
  await user.clear(await field());
  await user.click(screen.getByRole('button', { name: 'Save' }));
  expect(await screen.findByText('No description')).toBeTruthy();
  expect(world.snapshots[0]!.description).toBeNull();
  await user.click(await edit());
  await user.type(await field(), 'New');
  await user.click(screen.getByRole('button', { name: 'Save' }));
  expect(await screen.findByText('New')).toBeTruthy();
});

test('Cancel leaves the description as it was', async () => {
  const { user, world } = renderApp('/snapshots/snap0001');
  await user.click(await edit());
  await user.type(await field(), ' and more');
  await user.click(screen.getByRole('button', { name: 'Cancel' }));
  expect(await screen.findByText('Before the network change')).toBeTruthy();
  expect(world.snapshots[0]!.description).toBe('Before the network change');
});

test('a refusal stands at the field, and nothing typed is lost', async () => {
  const message = 'The description may have at most 500 characters';
  server.use(http.put(path, () => problem(422, 'request-not-valid', { description: message })));
  const { user } = renderApp('/snapshots/snap0001');
  await user.click(await edit());
  expect(await field()).toHaveProperty('maxLength', 500);
  await user.type(await field(), '!');
  await user.click(screen.getByRole('button', { name: 'Save' }));
  expect(await within(document.getElementById('description-error')!).findByText(message)).toBeTruthy();
  expect(await field()).toHaveProperty('value', 'Before the network change!');
});

test('any other failure says what happened', async () => {
  server.use(http.put(path, () => problem(503, 'vault-missing')));
  const { user } = renderApp('/snapshots/snap0001');
  await user.click(await edit());
  await user.click(screen.getByRole('button', { name: 'Save' }));
  expect(await screen.findByText('Title of vault-missing')).toBeTruthy();
});

test('a backup in a storage that is not connected cannot be described', async () => {
  const storage = { name: 'eu', isConnected: false };
  const snapshots = [aSnapshot({ id: 'snap0001', schemaId: 'its', storage })];
  const { user } = renderApp('/snapshots/snap0001', { ...setUpWorld(), snapshots });
  expect(await edit()).toHaveProperty('disabled', true);
  await user.hover(await edit());
  await waitFor(() => expect(screen.getByRole('tooltip').textContent).toMatch(/not connected any more/));
});
