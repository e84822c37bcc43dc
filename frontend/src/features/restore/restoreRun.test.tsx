import { screen, within } from '@testing-library/react';
import { http } from 'msw';
import { describe, expect, test } from 'vitest';
import type { MakePlan } from '@/api/client';
import { problem } from '@/testing/handlers';
import { renderApp } from '@/testing/renderApp';
import { server } from '@/testing/server';
import { aPlan, aRun, setUpWorld, type World } from '@/testing/world';

const withPlan = (part: Parameters<typeof aPlan>[0]): World => ({ ...setUpWorld(), plans: [aPlan(part)] });

test('a restore goes from the backup over the plan to its progress', async () => {
  let made: MakePlan | undefined;
  server.use(
    http.post('/api/plans', async ({ request }) => {
      made = (await request.clone().json()) as MakePlan;
      return undefined;
    }),
  );
  const { user, visited } = renderApp('/restores/new?snapshot=snap0001');
  await user.click(await screen.findByRole('button', { name: 'Make the plan' }));
  await user.click(await screen.findByRole('button', { name: 'Apply' }));
  await user.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'Apply' }));
  expect(await screen.findByText('Creating objects')).toBeTruthy();
  expect(screen.getByText('20%, 600 of 3,000')).toBeTruthy();
  expect(made).toEqual({
    snapshotId: 'snap0001',
    destinationId: null,
    schemaName: 'IT services (restored)',
    schemaKey: 'ITSR',
  });
  expect(visited.slice(1)).toEqual(['/restores/plans/plan-1', '/restores/run-restore']);
});

test('a plan whose destination moved is refused in the dialog, and stays', async () => {
  server.use(http.post('/api/plans/plan-1/apply', () => problem(409, 'plan-outdated')));
  const { user } = renderApp('/restores/plans/plan-1', withPlan({ id: 'plan-1', state: 'ready' }));
  await user.click(await screen.findByRole('button', { name: 'Apply' }));
  await user.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'Apply' }));
  expect(await screen.findByText('Title of plan-outdated')).toBeTruthy();
});

test('a restore that ended shows its result and its log', async () => {
  const run = aRun({
    id: 'r',
    kind: 'restore',
    state: 'partial',
    result: '2,998 of 3,000 objects restored.',
  });
  const logs = {
    r: [{ number: 1, at: run.createdAt, level: 'warning' as const, message: 'ITS-7 was skipped' }],
  };
  renderApp('/restores/r', { ...setUpWorld(), runs: [run], logs });
  const navigation = within(await screen.findByRole('navigation', { name: 'Assets Backup & Migration' }));
  expect(navigation.getByRole('link', { current: 'page' }).textContent).toBe('Activity');
  expect(await screen.findByText('The restore is partial')).toBeTruthy();
  expect(screen.getByText('2,998 of 3,000 objects restored.')).toBeTruthy();
  expect(await screen.findByText('ITS-7 was skipped')).toBeTruthy();
});

test('a partial restore says again what is missing, what to do, and where the schema is', async () => {
  const run = aRun({ id: 'r', kind: 'restore', state: 'partial', planId: 'p' });
  const plans = [aPlan({ id: 'p', state: 'applied', restoreRunId: 'r' })];
  renderApp('/restores/r', { ...setUpWorld(), runs: [run], plans });
  expect(await screen.findByText('1 thing is not the same as in the backup')).toBeTruthy();
  expect(screen.getByText(/restore this backup again into another schema/)).toBeTruthy();
  expect(screen.getByText('Open globex.atlassian.net').closest('a')?.getAttribute('href')).toBe(
    'https://globex.atlassian.net',
  );
  expect(screen.getByRole('link', { name: 'Show the plan' })).toBeTruthy();
});

test('a stopped restore says how far it came and what to do with what is there', async () => {
  const run = aRun({
    id: 'r',
    kind: 'restore',
    state: 'stopped',
    step: 'Creating objects',
    done: 600,
    total: 3000,
  });
  renderApp('/restores/r', { ...setUpWorld(), runs: [run] });
  expect(
    await screen.findByText('It was stopped at this step: Creating objects · 20%, 600 of 3,000'),
  ).toBeTruthy();
  expect(screen.getByText(/delete it there before you restore again/)).toBeTruthy();
});

test('a site without a target offers to add one', async () => {
  renderApp('/restores/new?snapshot=snap0001', { ...setUpWorld(), targets: [] });
  expect((await screen.findByRole('link', { name: 'Add new target instance' })).getAttribute('href')).toBe(
    '/settings/targets/new',
  );
});

describe('the restores of a schema', () => {
  test('that ended partial are not called applied', async () => {
    const run = aRun({ id: 'r', kind: 'restore', state: 'partial', schemaId: 'its', planId: 'p' });
    const plans = [aPlan({ id: 'p', state: 'applied', restoreRunId: 'r' })];
    renderApp('/schemas/its/restores', { ...setUpWorld(), runs: [run], plans });
    expect(await screen.findByText('Partial')).toBeTruthy();
    expect(screen.queryByText('Applied')).toBeNull();
    expect(screen.getByText('Globex (globex.atlassian.net)')).toBeTruthy();
  });

  test('are listed with their states', async () => {
    renderApp('/schemas/its/restores', withPlan({ id: 'plan-1', state: 'ready' }));
    expect(await screen.findByText('Ready to review')).toBeTruthy();
  });

  test('that do not exist say what to do', async () => {
    renderApp('/schemas/its/restores');
    expect(await screen.findByText('Nothing was restored from this schema yet')).toBeTruthy();
  });

  test('that cannot be read say so', async () => {
    server.use(http.get('/api/plans', () => problem(500, 'unexpected')));
    renderApp('/schemas/its/restores');
    expect(await screen.findByText('Title of unexpected')).toBeTruthy();
  });
});
