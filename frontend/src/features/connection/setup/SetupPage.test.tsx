import { screen, waitFor } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { describe, expect, test } from 'vitest';
import type { SaveCredentials } from '@/api/client';
import { problem } from '@/testing/handlers';
import { renderApp } from '@/testing/renderApp';
import { server } from '@/testing/server';
import { newWorld } from '@/testing/newWorld';
import { aRun, setUpWorld, type World } from '@/testing/world';

const at = (step: World['session']['setup']['step'], part: Partial<World> = {}): World => ({
  ...setUpWorld(),
  ...part,
  session: { ...setUpWorld().session, setup: { step } },
});

const fillIn = async (user: ReturnType<typeof renderApp>['user']) => {
  await user.type(await screen.findByLabelText('E-mail'), 'admin@acme.example');
  await user.type(screen.getByLabelText('API token'), 'secret-token');
};

describe('the wizard', () => {
  test('is where every page leads until it is done', async () => {
    const { visited } = renderApp('/activity', newWorld());
    expect(await screen.findByLabelText('Workspace ID')).toBeTruthy();
    expect(visited).toEqual(['/setup/credentials']);
  });

  test('does not open a step that is not reached yet', async () => {
    const { visited } = renderApp('/setup/sync', at('storage'));
    expect(await screen.findByText('Where backups are stored')).toBeTruthy();
    expect(visited).toEqual(['/setup/storage']);
  });
});

describe('step 1, credentials', () => {
  test('names each empty field at its own place and sends nothing', async () => {
    const { user } = renderApp('/', newWorld());
    await user.click(await screen.findByRole('button', { name: 'Save and Continue' }));
    expect(await screen.findByText('Enter the account’s e-mail address.')).toBeTruthy();
    expect(screen.getByText('Enter an API token.')).toBeTruthy();
    expect(screen.getByText(/Enter the Workspace ID/)).toBeTruthy();
  });

  test('names each malformed field at its own place', async () => {
    const { user } = renderApp('/', newWorld());
    await user.type(await screen.findByLabelText('E-mail'), 'nobody');
    await user.type(screen.getByLabelText('API token'), 'two words');
    await user.type(screen.getByLabelText('Workspace ID'), 'no_such');
    await user.click(screen.getByRole('button', { name: 'Save and Continue' }));
    expect(await screen.findByText('This is not an e-mail address.')).toBeTruthy();
    for (const label of ['E-mail', 'API token', 'Workspace ID'])
      expect(screen.getByLabelText(label).getAttribute('aria-invalid')).toBe('true');
  });

  test('shows the server’s messages at their fields and keeps what was typed', async () => {
    server.use(
      http.put('/api/connection/credentials', () =>
        problem(422, 'not-valid', {
          apiToken: 'The token was not accepted.',
          workspaceId: 'It is another site’s.',
        }),
      ),
    );
    const { user } = renderApp('/', newWorld());
    await fillIn(user);
    await user.type(screen.getByLabelText('Workspace ID'), 'w-1');
    await user.click(screen.getByRole('button', { name: 'Save and Continue' }));
    expect(await screen.findByText('The token was not accepted.')).toBeTruthy();
    expect(screen.getByText('It is another site’s.')).toBeTruthy();
    expect(screen.getByLabelText('API token')).toHaveProperty('value', 'secret-token');
    expect(screen.getByLabelText('API token').getAttribute('aria-invalid')).toBe('true');
    expect(document.activeElement?.textContent).toContain('Title of not-valid');
  });

  test('finds the Workspace ID with the e-mail and token', async () => {
    const { user } = renderApp('/', newWorld());
    await fillIn(user);
    await user.click(screen.getByRole('button', { name: 'Find it for me' }));
    await waitFor(() => expect(screen.getByLabelText('Workspace ID')).toHaveProperty('value', 'w-found'));
  });

  test('says once why nothing was found, above the fields and with the focus', async () => {
    let tries = 0;
    server.use(
      http.post('/api/connection/workspace-lookup', () =>
        problem(422, `refused-${++tries}`, { apiToken: 'No.' }),
      ),
    );
    const { user } = renderApp('/', newWorld());
    await fillIn(user);
    const find = screen.getByRole('button', { name: 'Find it for me' });
    await user.click(find);
    await waitFor(() => expect(document.activeElement?.textContent).toContain('Title of refused-1'));
    const email = screen.getByLabelText('E-mail');
    expect(email.compareDocumentPosition(document.activeElement!)).toBe(Node.DOCUMENT_POSITION_PRECEDING);
    await user.click(find);
    expect(await screen.findByText('Title of refused-2')).toBeTruthy();
    expect(screen.queryByText('Title of refused-1')).toBeNull();
  });

  test('asks for e-mail and token before it looks for the Workspace ID', async () => {
    const { user } = renderApp('/', newWorld());
    await user.click(await screen.findByRole('button', { name: 'Find it for me' }));
    expect(await screen.findByText('Enter an API token.')).toBeTruthy();
  });

  test('takes the whole answer of the site pasted', async () => {
    let sent: SaveCredentials | undefined;
    server.use(
      http.put('/api/connection/credentials', async ({ request }) => {
        sent = (await request.clone().json()) as SaveCredentials;
        return undefined;
      }),
    );
    const { user } = renderApp('/', newWorld());
    await fillIn(user);
    await user.click(screen.getByLabelText('Workspace ID'));
    await user.paste('{"values":[{"workspaceId":"w-1"}]}');
    await user.click(screen.getByRole('button', { name: 'Save and Continue' }));
    await waitFor(() => expect(sent?.workspaceId).toBe('{"values":[{"workspaceId":"w-1"}]}'));
  });

  test('shows what was proved on the next step, warnings included', async () => {
    const { user } = renderApp('/', newWorld());
    await fillIn(user);
    await user.type(screen.getByLabelText('Workspace ID'), 'w-1');
    await user.click(screen.getByRole('button', { name: 'Save and Continue' }));
    expect(await screen.findByText('The credentials work')).toBeTruthy();
    expect(screen.getByText('The token works.')).toBeTruthy();
    expect(screen.getByText('The account may not write to Facilities.')).toBeTruthy();
    expect(await screen.findByText('European Union')).toBeTruthy();
    expect(document.activeElement?.textContent).toBe('Where backups are stored');
  });
});

describe('step 2, storage', () => {
  test('saves the region and goes on to the sync', async () => {
    const { user } = renderApp('/', at('storage', { runs: [] }));
    await user.click(await screen.findByRole('button', { name: 'Save and Continue' }));
    expect(await screen.findByRole('button', { name: 'Sync schemas' })).toBeTruthy();
  });

  test('says when no region is offered', async () => {
    server.use(
      http.get('/api/connection/storage-options', () =>
        HttpResponse.json({ items: [], outgoingAddresses: [] }),
      ),
    );
    renderApp('/', at('storage'));
    expect(await screen.findByText('No region is offered')).toBeTruthy();
  });

  test('says when the regions cannot be read', async () => {
    server.use(http.get('/api/connection/storage-options', () => problem(500, 'unexpected')));
    renderApp('/', at('storage'));
    expect(await screen.findByText('Title of unexpected')).toBeTruthy();
  });
});

describe('step 3, sync schemas', () => {
  test('shows progress while it runs, and the way on only when it is done', async () => {
    const { user } = renderApp('/', at('sync', { runs: [] }));
    await user.click(await screen.findByRole('button', { name: 'Sync schemas' }));
    expect(await screen.findByText('Reading schemas')).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Finish' })).toBeNull();
    expect(document.activeElement?.textContent).toContain('Reading schemas');
  });

  test('ends with the counts', async () => {
    renderApp(
      '/',
      at('sync', { runs: [aRun({ id: 's', kind: 'sync', state: 'succeeded', result: '4 found, 4 new.' })] }),
    );
    expect(await screen.findByText('4 found, 4 new.')).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Finish' })).toBeTruthy();
  });

  test('takes no other instance’s sync for the site’s own', async () => {
    const own = aRun({ id: 's', kind: 'sync', state: 'succeeded', result: '4 found, 4 new.' });
    const other = aRun({ id: 'o', kind: 'sync', state: 'failed', connectionId: 'globex' });
    renderApp('/', at('sync', { runs: [other, own] }));
    expect(await screen.findByText('4 found, 4 new.')).toBeTruthy();
    expect(screen.queryByText('The schemas could not be synced')).toBeNull();
  });

  test('stays a page of the wizard when it is done', async () => {
    const done = aRun({ id: 's', kind: 'sync', state: 'succeeded' });
    const { user } = renderApp('/setup/sync', at('done', { runs: [done] }));
    const finish = await screen.findByRole('button', { name: 'Finish' });
    expect(screen.queryByRole('navigation', { name: 'Assets Backup & Migration' })).toBeNull();
    await user.click(finish);
    expect(await screen.findByRole('navigation', { name: 'Assets Backup & Migration' })).toBeTruthy();
  });

  test('says why it failed and lets the admin try again', async () => {
    const failed = aRun({ id: 's', kind: 'sync', state: 'failed', errorMessage: 'The token has expired.' });
    renderApp('/', at('sync', { runs: [failed] }));
    expect(await screen.findByText('The token has expired.')).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Sync schemas' })).toHaveProperty('disabled', false);
  });
});
