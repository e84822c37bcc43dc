import { screen, within } from '@testing-library/react';
import { http } from 'msw';
import { expect, test, vi } from 'vitest';
import { problem } from '@/testing/handlers';
import { renderApp } from '@/testing/renderApp';
import { retentionWorld } from '@/testing/retentionWorld';
import { server } from '@/testing/server';
import { setUpWorld } from '@/testing/world';

const page = '/schemas/its/settings';
const field = (label: string) => screen.findByLabelText<HTMLInputElement>(label);
const save = () => screen.findByRole('button', { name: 'Save' });
const dialog = async () => within(await screen.findByRole('dialog'));

/** Without alarms. */
const years = () => {
  const world = retentionWorld();
  return { ...world, schemas: world.schemas.map((schema) => ({ ...schema, alarms: [] })) };
};

test('the settings say what the rules do now, and why the others stay', async () => {
  renderApp(page, years());
  expect(await screen.findByText('Keep everything for 365 days')).toBeTruthy();
  expect(await screen.findByText('6 of 60 backups are deleted by the next daily pruning:')).toBeTruthy();
  expect(screen.getByText('and 1 more')).toBeTruthy();
  expect(screen.getByText('1 pinned')).toBeTruthy();
  expect(screen.getByText('52 young enough')).toBeTruthy();
});

test('rules of its own are tried while they are typed, asked for where they delete, and saved', async () => {
  const { user, world } = renderApp(page, years());
  await user.click(await screen.findByRole('radio', { name: 'Rules of its own' }));
  const within = await field('Days for which everything is kept');
  await user.clear(within);
  await user.type(within, '30');
  const months = await field('Months');
  await user.clear(months);
  await user.type(months, '12');
  expect(
    await screen.findByText(/^4\d of 60 backups are deleted/, undefined, { timeout: 3000 }),
  ).toBeTruthy();
  await user.click(await save());
  const asked = await dialog();
  expect(asked.getByText(/are deleted for good by the next daily pruning/)).toBeTruthy();
  expect(world.retention.own).toEqual({});
  await user.click(asked.getByRole('button', { name: 'Save and delete' }));
  expect(await screen.findByText('Retention of IT services is saved')).toBeTruthy();
  expect(world.retention.own.its).toEqual({ withinDays: 30, daily: 0, weekly: 0, monthly: 12, yearly: 0 });
});

test('a schema follows the default again, without a question where nothing is deleted', async () => {
  const world = setUpWorld();
  world.retention.own.its = { withinDays: 7, daily: 0, weekly: 0, monthly: 0, yearly: 0 };
  const { user } = renderApp(page, world);
  await user.click(await screen.findByRole('radio', { name: 'The default of all schemas' }));
  await user.click(await save());
  expect(await screen.findByText('Retention of IT services is saved')).toBeTruthy();
  expect(world.retention.own).toEqual({});
});

test('what is no number or out of bounds is told at its field, and not sent', async () => {
  const { user, world } = renderApp(page, years());
  await user.click(await screen.findByRole('radio', { name: 'Rules of its own' }));
  const days = await field('Days for which everything is kept');
  await user.clear(days);
  await user.type(days, 'a year');
  await user.click(await save());
  expect(await screen.findByText('Enter a whole number from 1 to 36,500')).toBeTruthy();
  expect(days.getAttribute('aria-invalid')).toBe('true');
  expect(world.retention.own).toEqual({});
});

test('what the server refuses is told at its field', async () => {
  server.use(
    http.post('/api/schemas/its/retention/preview', () =>
      problem(422, 'not-valid', { daily: 'Keep one of each of the last 0 to 1,000 days' }),
    ),
  );
  const { user } = renderApp(page, years());
  await user.click(await screen.findByRole('radio', { name: 'Rules of its own' }));
  await user.click(await save());
  expect(await screen.findByText('Keep one of each of the last 0 to 1,000 days')).toBeTruthy();
});

test('while an alarm is open nothing is said to be deleted before it is acknowledged', async () => {
  const { user } = renderApp(page, retentionWorld());
  expect(
    await screen.findByText(/An alarm is open: nothing is deleted until it is acknowledged\. After that, 6/),
  ).toBeTruthy();
  await user.click(await save());
  expect((await dialog()).getByText(/^While the alarm is open nothing is deleted/)).toBeTruthy();
});

test('a policy that cannot be read says so', async () => {
  server.use(http.get('/api/schemas/its/retention', () => problem(500, 'unexpected')));
  renderApp(page);
  expect(await screen.findByText('Title of unexpected')).toBeTruthy();
});

test('while the policy is read its shape is shown', async () => {
  server.use(http.get('/api/schemas/its/retention', () => new Promise(() => undefined)));
  const { container } = renderApp(page);
  await screen.findByRole('heading', { name: 'Retention' });
  await vi.waitFor(() => expect(container.querySelector('[aria-busy=true]')).toBeTruthy());
});

test('a preview that fails is told, and the rules can be saved all the same once it answers', async () => {
  server.use(http.post('/api/schemas/its/retention/preview', () => problem(500, 'unexpected')));
  const { user } = renderApp(page);
  expect(await screen.findByText(/What these rules would delete cannot be told now/)).toBeTruthy();
  await user.click(await save());
  expect(await screen.findByText('Title of unexpected')).toBeTruthy();
});
