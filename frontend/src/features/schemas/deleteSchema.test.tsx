import { screen, within } from '@testing-library/react';
import { http } from 'msw';
import { expect, test } from 'vitest';
import { problem } from '@/testing/handlers';
import { renderApp } from '@/testing/renderApp';
import { server } from '@/testing/server';
import { setUpWorld } from '@/testing/world';

const dialog = async () => within(await screen.findByRole('dialog'));

async function ask(user: ReturnType<typeof renderApp>['user'], name: string) {
  await user.click(await screen.findByRole('button', { name: `More actions for ${name}` }));
  await user.click(await screen.findByRole('menuitem', { name: 'Configure' }));
  await user.click(await screen.findByRole('button', { name: 'Delete schema' }));
  const asked = await dialog();
  const button = asked.getByRole('button', { name: 'Delete schema' });
  expect(button).toHaveProperty('disabled', true);
  await user.type(asked.getByLabelText(`Type ${name} to confirm`), name);
  return { asked, button };
}

test('a schema that is in Assets is deleted by its name, its backups are kept, and the next sync is said', async () => {
  const { user, world } = renderApp('/schemas/its/backups');
  const { name } = world.schemas.find(({ id }) => id === 'its')!;
  const { asked, button } = await ask(user, name);
  expect(asked.getByText(/not from Assets.*backups are kept.*without the schedule/)).toBeTruthy();
  await user.click(button);
  expect(await screen.findByText(`${name} is deleted`)).toBeTruthy();
  expect(screen.getByText('Its backups are kept. The next sync brings it back.')).toBeTruthy();
  expect(world.schemas.some(({ id }) => id === 'its')).toBe(false);
  expect(world.snapshots).toHaveLength(1);
});

test('of one that is gone from Assets it is said before that its backups go for good', async () => {
  const given = setUpWorld();
  given.schemas = given.schemas.map((schema) =>
    schema.id === 'its' ? { ...schema, status: 'deleted' } : schema,
  );
  const { user, world } = renderApp('/', given);
  const { name } = world.schemas.find(({ id }) => id === 'its')!;
  const { asked, button } = await ask(user, name);
  expect(asked.getByText(/all its backups go with it, for good/)).toBeTruthy();
  await user.click(button);
  expect(await screen.findByText('Its backup went with it.')).toBeTruthy();
  expect(world.snapshots).toEqual([]);
});

test('a refusal is said in the dialog, and nothing is gone', async () => {
  server.use(http.delete('/api/schemas/its', () => problem(409, 'schema-in-use')));
  const { user, world } = renderApp('/schemas/its/backups');
  const { name } = world.schemas.find(({ id }) => id === 'its')!;
  const { asked, button } = await ask(user, name);
  await user.click(button);
  expect(await asked.findByText('Title of schema-in-use')).toBeTruthy();
  expect(world.schemas.some(({ id }) => id === 'its')).toBe(true);
});
