import { screen, waitFor, within } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { describe, expect, test } from 'vitest';
import { dataCenterWorld } from '@/testing/dataCenterWorld';
import { problem } from '@/testing/handlers';
import { renderApp } from '@/testing/renderApp';
import { server } from '@/testing/server';
import { aPlan, aSnapshot, setUpWorld, type World } from '@/testing/world';

const withPlan = (part: Parameters<typeof aPlan>[0]): World => ({ ...setUpWorld(), plans: [aPlan(part)] });

describe('where to', () => {
  test('proposes another name and key on the site that still has the schema', async () => {
    renderApp('/restores/new?snapshot=snap0001');
    expect(await screen.findByLabelText('Schema name')).toHaveProperty('value', 'IT services (restored)');
    expect(screen.getByLabelText('Schema key')).toHaveProperty('value', 'ITSR');
  });

  test('proposes the old name and key on another site', async () => {
    const { user } = renderApp('/restores/new?snapshot=snap0001');
    await user.click(await screen.findByLabelText('Restore to'));
    await user.click(await screen.findByText('Globex (globex.atlassian.net)'));
    expect(screen.getByLabelText('Schema name')).toHaveProperty('value', 'IT services');
    expect(screen.getByLabelText('Schema key')).toHaveProperty('value', 'ITS');
  });

  test('offers no Data Center, and a schema of one goes here under its own name', async () => {
    const { user } = renderApp('/restores/new?snapshot=mach0001', dataCenterWorld());
    expect(await screen.findByLabelText('Schema name')).toHaveProperty('value', 'Machines');
    expect(screen.getByLabelText('Schema key')).toHaveProperty('value', 'MAC');
    expect(screen.getByText('acme.atlassian.net (this site)')).toBeTruthy();
    await user.click(screen.getByLabelText('Restore to'));
    expect(await screen.findByText('Globex (globex.atlassian.net)')).toBeTruthy();
    expect(screen.queryByText(/Initech/)).toBeNull();
  });

  test('proposes another name and key on the site that a schema of another instance has', async () => {
    const world = dataCenterWorld();
    const snapshots = [aSnapshot({ id: 'glo00001', schemaId: 'glo' })];
    const { user } = renderApp('/restores/new?snapshot=glo00001', { ...world, snapshots });
    expect(await screen.findByLabelText('Schema name')).toHaveProperty('value', 'Globex machines');
    await user.click(screen.getByLabelText('Restore to'));
    await user.click(await screen.findByText('Globex (globex.atlassian.net)'));
    expect(screen.getByLabelText('Schema name')).toHaveProperty('value', 'Globex machines (restored)');
    expect(screen.getByLabelText('Schema key')).toHaveProperty('value', 'GLOR');
  });

  test('refuses a key that Assets would refuse', async () => {
    const { user } = renderApp('/restores/new?snapshot=snap0001');
    const key = await screen.findByLabelText('Schema key');
    await user.clear(key);
    await user.type(key, '1 b');
    await user.click(screen.getByRole('button', { name: 'Make the plan' }));
    expect(await screen.findByText(/begins with a letter.$/)).toBeTruthy();
  });

  test('writes the key in capitals when the field is left', async () => {
    const { user } = renderApp('/restores/new?snapshot=snap0001');
    const key = await screen.findByLabelText('Schema key');
    await user.clear(key);
    await user.type(key, 'its2');
    await user.tab();
    expect(key).toHaveProperty('value', 'ITS2');
  });

  test('forgets what was said of one site when another is chosen', async () => {
    server.use(http.post('/api/plans', () => problem(422, 'name-taken', { schemaName: 'Taken here.' })));
    const { user } = renderApp('/restores/new?snapshot=snap0001');
    await user.click(await screen.findByRole('button', { name: 'Make the plan' }));
    expect(await screen.findByText('Taken here.')).toBeTruthy();
    await user.click(screen.getByLabelText('Restore to'));
    await user.click(await screen.findByText('Globex (globex.atlassian.net)'));
    expect(screen.queryByText('Taken here.')).toBeNull();
    expect(screen.queryByText('Title of name-taken')).toBeNull();
  });

  test('shows the server’s answer at the name that is taken', async () => {
    server.use(
      http.post('/api/plans', () =>
        problem(422, 'not-valid', { schemaName: 'Taken. IT services 2 is free.' }),
      ),
    );
    const { user } = renderApp('/restores/new?snapshot=snap0001');
    await user.click(await screen.findByRole('button', { name: 'Make the plan' }));
    expect(await screen.findByText('Taken. IT services 2 is free.')).toBeTruthy();
    expect(screen.getByLabelText('Schema name')).toHaveProperty('value', 'IT services (restored)');
  });

  test('warns that the backup is partial', async () => {
    const snapshots = [aSnapshot({ id: 'snap0001', schemaId: 'its', state: 'partial' })];
    renderApp('/restores/new?snapshot=snap0001', { ...setUpWorld(), snapshots });
    expect(await screen.findByText('This backup is partial')).toBeTruthy();
  });

  test('warns that the backup has its objects only', async () => {
    const snapshots = [aSnapshot({ id: 'snap0001', schemaId: 'its', state: 'objectsOnly' })];
    renderApp('/restores/new?snapshot=snap0001', { ...setUpWorld(), snapshots });
    expect(await screen.findByText('This backup has definitions and objects only')).toBeTruthy();
    expect(screen.queryByText('This backup is partial')).toBeNull();
  });

  test('warns of missing objects while other parts still follow', async () => {
    const parts = [{ name: 'objects', state: 'partial' as const, count: 2, reasons: ['No.'], jql: null }];
    const snapshots = [aSnapshot({ id: 'snap0001', schemaId: 'its', state: 'objectsOnly', parts })];
    renderApp('/restores/new?snapshot=snap0001', { ...setUpWorld(), snapshots });
    expect(await screen.findByText('This backup is partial')).toBeTruthy();
    expect(screen.getByText('This backup has definitions and objects only')).toBeTruthy();
  });

  test('does not offer what lies in a storage that is not connected', async () => {
    const storage = { name: 'mongodb://db.example/vault', isConnected: false };
    const snapshots = [aSnapshot({ id: 'snap0001', schemaId: 'its', storage })];
    renderApp('/restores/new?snapshot=snap0001', { ...setUpWorld(), snapshots });
    expect(await screen.findByText(/This backup lies in mongodb:/)).toBeTruthy();
    expect(screen.queryByRole('textbox')).toBeNull();
  });

  test('asks for a backup when the address names none', async () => {
    renderApp('/restores/new');
    expect(await screen.findByText('Which backup?')).toBeTruthy();
  });
});

describe('the plan', () => {
  test('is reviewed in counts, calls, time and warnings before anything is written', async () => {
    renderApp('/restores/plans/plan-1', withPlan({ id: 'plan-1', state: 'ready' }));
    expect(await screen.findByText(/About 6,200 calls to Atlassian and 8 minutes/)).toBeTruthy();
    expect(screen.getByText('1 thing will not be the same')).toBeTruthy();
    expect(screen.getByText(/2 users do not exist on Globex/)).toBeTruthy();
    expect(screen.getByText('3,000')).toBeTruthy();
  });

  test('says which backup it is made from, and its id as the terminal takes it', async () => {
    const id = '1a2b3c4d-0000-7000-8000-000000000000';
    renderApp(`/restores/plans/${id}`, withPlan({ id, state: 'ready' }));
    expect((await screen.findByRole('link', { name: 'snap0001' })).getAttribute('href')).toBe(
      '/snapshots/snap0001',
    );
    expect(await screen.findByText('of IT services, taken')).toBeTruthy();
    expect(screen.getByText('1a2b3c4d')).toBeTruthy();
  });

  test('still shows when its backup is gone', async () => {
    renderApp('/restores/plans/p', { ...withPlan({ id: 'p', state: 'ready' }), snapshots: [] });
    expect(await screen.findByText('its backup is not there any more')).toBeTruthy();
  });

  test('leads back to its form with everything as it was', async () => {
    const plan = { id: 'p', state: 'ready' as const, schemaName: 'Moved', schemaKey: 'MOV' };
    const { user } = renderApp('/restores/plans/p', withPlan(plan));
    await user.click(await screen.findByRole('link', { name: 'Change' }));
    expect(await screen.findByLabelText('Schema name')).toHaveProperty('value', 'Moved');
    expect(screen.getByLabelText('Schema key')).toHaveProperty('value', 'MOV');
    expect(screen.getByText('Globex (globex.atlassian.net)')).toBeTruthy();
  });

  test('says before it is applied that a stop takes nothing back', async () => {
    const { user } = renderApp('/restores/plans/p', withPlan({ id: 'p', state: 'ready' }));
    await user.click(await screen.findByRole('button', { name: 'Apply' }));
    const words = (await screen.findByText(/what was created by then stays there/)).textContent;
    expect(words).toContain('The schema IT services (ITS) is created on Globex (globex.atlassian.net)');
    expect(words).toContain('3,052 things in all. 1 thing will not be the same.');
  });

  test('shows the first five warnings, and all of them on demand', async () => {
    const warnings = Array.from({ length: 7 }, (_, n) => `Warning ${n + 1}`);
    const summary = { ...aPlan({ id: 'p', state: 'ready' }).summary!, warnings };
    const { user } = renderApp('/restores/plans/plan-1', withPlan({ id: 'plan-1', state: 'ready', summary }));
    expect(await screen.findByText('Warning 5')).toBeTruthy();
    expect(screen.queryByText('Warning 6')).toBeNull();
    await user.click(screen.getByText('Show all 7'));
    expect(await screen.findByText('Warning 7')).toBeTruthy();
    expect(document.activeElement?.textContent).toBe('Warning 6');
  });

  test('is read line by line, of one kind on demand, page after page', async () => {
    const asked: string[] = [];
    server.use(
      http.get('/api/plans/plan-1/actions', ({ request }) => {
        const { search } = new URL(request.url);
        asked.push(search);
        const line = {
          kind: 'object',
          action: 'create',
          sourceId: search,
          name: `Line ${asked.length}`,
          reason: null,
        };
        return HttpResponse.json({ items: [line], next: search.includes('after') ? null : 'cursor-2' });
      }),
    );
    const { user, visited } = renderApp('/restores/plans/plan-1', withPlan({ id: 'plan-1', state: 'ready' }));
    await user.click(await screen.findByRole('button', { name: 'Show more' }));
    expect(await screen.findByText('Line 2')).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Show more' })).toBeNull();
    await user.click(screen.getByLabelText('Kind'));
    await user.click(await screen.findByRole('option', { name: 'Objects' }));
    await waitFor(() => expect(asked).toEqual(['', '?after=cursor-2', '?kind=object']));
    expect(visited).toEqual(['/restores/plans/plan-1?kind=object']);
  });

  test('that was applied is told in the past, without an estimate', async () => {
    renderApp('/restores/plans/p', withPlan({ id: 'p', state: 'applied', restoreRunId: 'r' }));
    expect(await screen.findByText('1 thing is not the same as in the backup')).toBeTruthy();
    expect(screen.getByText('What was planned')).toBeTruthy();
    expect(screen.queryByText(/^About/)).toBeNull();
  });

  test('says once what many lines have as their cause, and each line on demand', async () => {
    const warnings = ['Owner', 'Site'].map(
      (name) => `The attribute '${name}' is left out with its 10 values: not there. Its key is ORG.`,
    );
    const summary = { ...aPlan({ id: 'p', state: 'ready' }).summary!, warnings };
    const { user } = renderApp('/restores/plans/p', withPlan({ id: 'p', state: 'ready', summary }));
    expect(await screen.findByText('Restore ORG first.')).toBeTruthy();
    expect(screen.getByText('2 lines, 20 values')).toBeTruthy();
    const line = screen.getByText("The attribute 'Owner' is left out with its 10 values");
    expect(line.closest('[hidden]')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Show each' }));
    expect(line.closest('[hidden]')).toBeNull();
  });

  test('leads back to its schema and backup', async () => {
    renderApp('/restores/plans/p', withPlan({ id: 'p', state: 'ready' }));
    const path = within(await screen.findByRole('navigation', { name: 'Path to this page' }));
    expect((await path.findByText('IT services')).closest('a')?.getAttribute('href')).toBe(
      '/schemas/its/backups',
    );
    expect(path.getByText('Backup snap0001')).toBeTruthy();
  });

  test('says why it could not be made, and that nothing was written', async () => {
    const world = withPlan({
      id: 'plan-1',
      state: 'failed',
      summary: null,
      problem: 'Globex refused the token.',
    });
    renderApp('/restores/plans/plan-1', world);
    expect(await screen.findByText('Globex refused the token. Nothing was written.')).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Apply' })).toBeNull();
  });

  test('whose restore was stopped says what is left of it, and where to go on', async () => {
    const problem = 'The restore was stopped before its end.';
    renderApp(
      '/restores/plans/plan-1',
      withPlan({ id: 'plan-1', state: 'failed', restoreRunId: 'r', problem }),
    );
    expect(
      await screen.findByText(/^The restore was stopped before its end. Whatever was written/),
    ).toBeTruthy();
    expect(screen.queryByText(/Nothing was written/)).toBeNull();
    expect(screen.getByText('Show the restore').closest('a')?.getAttribute('href')).toContain('/restores/r');
    expect(screen.getByText('Make a new plan')).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Apply' })).toBeNull();
  });

  test('that cannot be read says so', async () => {
    renderApp('/restores/plans/gone');
    expect(await screen.findByText('Title of not-found')).toBeTruthy();
  });
});
