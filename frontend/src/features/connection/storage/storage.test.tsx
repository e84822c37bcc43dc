import { screen, waitFor } from '@testing-library/react';
import { http } from 'msw';
import { describe, expect, test } from 'vitest';
import type { SaveOwnDatabase } from '@/api/client';
import { problem } from '@/testing/handlers';
import { renderApp } from '@/testing/renderApp';
import { server } from '@/testing/server';
import { ownDatabase, setUpWorld, type World } from '@/testing/world';

const text = 'mongodb://backup:s3cret@db-1.acme.example:27017/assetsbackup';
const pem = '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----';

const atStorage = (): World => {
  const world = setUpWorld();
  return {
    ...world,
    runs: [],
    session: { ...world.session, setup: { step: 'storage' } },
    connection: { ...world.connection!, storage: null },
  };
};

const withDatabase = (): World => {
  const world = setUpWorld();
  return { ...world, connection: { ...world.connection!, storage: ownDatabase() } };
};

type User = ReturnType<typeof renderApp>['user'];
const choose = async (user: User) => user.click(await screen.findByRole('radio', { name: 'Own database' }));
const enter = async (user: User, label: string, value: string) => {
  await user.click(screen.getByLabelText(label));
  await user.paste(value);
};

describe('wizard step 2', () => {
  test('offers managed storage first, and a database of one’s own with what to allow and what is checked', async () => {
    const { user } = renderApp('/', atStorage());
    expect(await screen.findByRole('radio', { name: 'Managed storage' })).toHaveProperty('checked', true);
    expect(await screen.findByText('Region')).toBeTruthy();
    await choose(user);
    expect(screen.queryByText('Region')).toBeNull();
    expect(await screen.findByText(/198\.51\.100\.7, 198\.51\.100\.8/)).toBeTruthy();
    expect(screen.getByText(/the role readWrite on this database/)).toBeTruthy();
    expect(screen.getByLabelText('Connection string').getAttribute('type')).toBe('password');
  });

  test('sends string and certificates, and shows what the live test found', async () => {
    let sent: SaveOwnDatabase | undefined;
    server.use(
      http.put('/api/connection/storage/database', async ({ request }) => {
        sent = (await request.clone().json()) as SaveOwnDatabase;
        return undefined;
      }),
    );
    const { user } = renderApp('/', atStorage());
    await choose(user);
    await enter(user, 'Connection string', ` ${text} `);
    await enter(user, 'Certificate authorities (optional)', pem);
    await user.click(screen.getByRole('button', { name: 'Save and Continue' }));
    expect(await screen.findByText('The database works')).toBeTruthy();
    expect(sent).toEqual({ connectionString: text, authoritiesPem: pem });
    for (const fact of ['7.0.14', 'TLS', ownDatabase().servers!]) expect(screen.getByText(fact)).toBeTruthy();
    expect(await screen.findByRole('button', { name: 'Sync schemas' })).toBeTruthy();
    expect(document.body.textContent).not.toContain('s3cret');
  });

  test.each([
    ['', /Enter the database’s connection string/],
    ['postgres://u:p@h/d', /A connection string begins with mongodb/],
    ['mongodb+srv://u:p@h/d', /Your provider shows the standard form/],
    ['mongodb://u:p w@h/d', /has no spaces/],
  ])('tells at the field what is wrong with “%s”, and sends nothing', async (value, message) => {
    const { user } = renderApp('/', atStorage());
    await choose(user);
    if (value) await enter(user, 'Connection string', value);
    await user.click(screen.getByRole('button', { name: 'Save and Continue' }));
    expect(await screen.findByText(message)).toBeTruthy();
    expect(screen.getByLabelText('Connection string').getAttribute('aria-invalid')).toBe('true');
  });

  test.each([
    ['no certificate', /This is no PEM text/],
    ['-----BEGIN PRIVATE KEY-----', /This holds a private key/],
  ])('tells at their field that certificates are “%s”', async (value, message) => {
    const { user } = renderApp('/', atStorage());
    await choose(user);
    await enter(user, 'Connection string', text);
    await enter(user, 'Certificate authorities (optional)', value);
    await user.click(screen.getByRole('button', { name: 'Save and Continue' }));
    expect(await screen.findByText(message)).toBeTruthy();
  });

  test('shows what the server found wrong, above and at its field, and keeps what was typed', async () => {
    server.use(
      http.put('/api/connection/storage/database', () =>
        problem(422, 'database-sign-in', { connectionString: 'User name or password are not accepted.' }),
      ),
    );
    const { user } = renderApp('/', atStorage());
    await choose(user);
    await enter(user, 'Connection string', text);
    await user.click(screen.getByRole('button', { name: 'Save and Continue' }));
    await waitFor(() => expect(document.activeElement?.textContent).toContain('Title of database-sign-in'));
    expect(screen.getByText('User name or password are not accepted.')).toBeTruthy();
    expect(screen.getByLabelText('Connection string')).toHaveProperty('value', text);
  });
});

describe('settings', () => {
  test('show the database, and replace its connection string', async () => {
    const { user } = renderApp('/settings/connection', withDatabase());
    expect(await screen.findByText(ownDatabase().servers!)).toBeTruthy();
    expect(screen.getByText('3 days ago')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Replace connection string' }));
    await enter(user, 'Connection string', text);
    await user.click(screen.getByRole('button', { name: 'Test and save' }));
    expect(await screen.findByText('The database works')).toBeTruthy();
    expect(screen.queryByLabelText('Connection string')).toBeNull();
  });

  test('say why a string of another database is refused', async () => {
    server.use(
      http.put('/api/connection/storage/connection-string', () =>
        problem(422, 'database-other-vault', { connectionString: 'This is another database.' }),
      ),
    );
    const { user } = renderApp('/settings/connection', withDatabase());
    await user.click(await screen.findByRole('button', { name: 'Replace connection string' }));
    await enter(user, 'Connection string', text);
    await user.click(screen.getByRole('button', { name: 'Test and save' }));
    expect(await screen.findByText('Title of database-other-vault')).toBeTruthy();
    expect(screen.getByText('This is another database.')).toBeTruthy();
  });

  test('change the storage after saying what becomes of the backups made before', async () => {
    const { user } = renderApp('/settings/connection', withDatabase());
    await user.click(await screen.findByRole('button', { name: 'Change storage' }));
    expect(screen.getByText(/Those made before stay where they are/)).toBeTruthy();
    await user.click(await screen.findByRole('button', { name: 'Change storage' }));
    expect(await screen.findByText('The storage was changed')).toBeTruthy();
    expect(await screen.findByText('Managed storage, European Union')).toBeTruthy();
  });

  test('say why the storage cannot be changed now, and keep the old one', async () => {
    server.use(http.put('/api/connection/storage', () => problem(409, 'storage-busy')));
    const { user } = renderApp('/settings/connection', withDatabase());
    await user.click(await screen.findByRole('button', { name: 'Change storage' }));
    await user.click(await screen.findByRole('button', { name: 'Change storage' }));
    expect(await screen.findByText('Title of storage-busy')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Cancel' }));
    expect(await screen.findByText(ownDatabase().servers!)).toBeTruthy();
  });
});
