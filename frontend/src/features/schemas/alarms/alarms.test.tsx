import { screen, within } from '@testing-library/react';
import { http } from 'msw';
import { expect, test } from 'vitest';
import { problem } from '@/testing/handlers';
import { renderApp } from '@/testing/renderApp';
import { anAlarm, retentionWorld } from '@/testing/retentionWorld';
import { server } from '@/testing/server';

const dialog = async () => within(await screen.findByRole('dialog'));
const title = 'IT services: 27,000 of 30,000 objects are gone';
const acknowledge = (where: HTMLElement) => within(where).getAllByRole('button', { name: 'Acknowledge' })[0]!;

test('home says how much is gone, of which types, what that holds up and where it can be had', async () => {
  renderApp('/', retentionWorld());
  expect(await screen.findByText(title)).toBeTruthy();
  expect(screen.getByText('Laptop').parentElement!.textContent).toBe('Laptop: 19,600 of 20,000 objects gone');
  expect(screen.getByText('Old hardware is gone from Assets')).toBeTruthy();
  expect(screen.getAllByText(/No backup of this schema expires until/)).toHaveLength(2);
  const links = screen.getAllByRole('link', { name: 'Show the backup that has them' });
  expect(links[0]!.getAttribute('href')).toBe('/snapshots/snap0002');
  expect(screen.getAllByRole('link', { name: 'Show the schema' })[0]!.getAttribute('href')).toBe(
    '/schemas/its',
  );
});

test('it is acknowledged once what that means was said', async () => {
  const { user, world } = renderApp('/schemas/its', retentionWorld());
  expect(await screen.findByText(title)).toBeTruthy();
  await user.click(acknowledge(document.body));
  const asked = await dialog();
  expect(asked.getByText(/Backups of IT services expire again by their rules from then on/)).toBeTruthy();
  await user.click(asked.getByRole('button', { name: 'Acknowledge' }));
  await expect.poll(() => screen.queryByText(title)).toBeNull();
  expect(world.schemas.find(({ id }) => id === 'its')!.alarms).toEqual([]);
});

test('a refusal is said in the dialog, and the alarm stays', async () => {
  server.use(http.post('/api/alarms/alarm001/acknowledgement', () => problem(500, 'unexpected')));
  const { user } = renderApp('/schemas/its', retentionWorld());
  await screen.findByText(title);
  await user.click(acknowledge(document.body));
  await user.click((await dialog()).getByRole('button', { name: 'Acknowledge' }));
  expect(await (await dialog()).findByText('Title of unexpected')).toBeTruthy();
  await user.click((await dialog()).getByRole('button', { name: 'Cancel' }));
  expect(screen.getByText(title)).toBeTruthy();
});

test('of many alarms the first are told in full and the others counted', async () => {
  const world = retentionWorld();
  world.schemas[0]!.alarms = Array.from({ length: 8 }, (_, n) => anAlarm({ id: `alarm-${n}` }));
  renderApp('/', world);
  expect(await screen.findAllByText(title)).toHaveLength(5);
  expect(screen.getByText('4 more alarms')).toBeTruthy();
});
