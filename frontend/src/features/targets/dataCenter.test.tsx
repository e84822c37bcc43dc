import { screen, within } from '@testing-library/react';
import { http } from 'msw';
import { describe, expect, test } from 'vitest';
import { dataCenterWorld } from '@/testing/dataCenterWorld';
import { problem } from '@/testing/handlers';
import { renderApp } from '@/testing/renderApp';
import { server } from '@/testing/server';

type User = ReturnType<typeof renderApp>['user'];

const check = (user: User) => user.click(screen.getByRole('button', { name: 'Check and save' }));
/** As pasted: a key at a time takes most of a test's time. */
async function put(user: User, input: HTMLElement, text: string) {
  await user.click(input);
  await user.paste(text);
}
const field = (label: string) => screen.getByLabelText(label);

async function fillIn(user: User, siteUrl = 'https://jira.initech.example/jira') {
  await put(user, await screen.findByLabelText('Connection name'), 'Initech');
  await put(user, field('Address'), siteUrl);
}

async function withPassword(user: User, userName: string, password: string) {
  await user.click(field('User name and password'));
  await put(user, field('User name'), userName);
  await put(user, field('Password'), password);
}

/** What the form sends, taken by the world's own handler afterwards. */
function sentTo(method: 'post' | 'put', path: string) {
  const sent: unknown[] = [];
  server.use(http[method](path, async ({ request }) => void sent.push(await request.clone().json())));
  return sent;
}

const refusedWith = (code: string, fields: Record<string, string>) =>
  server.use(http.post('/api/targets/data-center', () => problem(422, code, fields)));

describe('a new Data Center', () => {
  test('is added with a personal access token, and what was checked is named', async () => {
    const sent = sentTo('post', '/api/targets/data-center');
    const { user, world } = renderApp('/settings/targets/new-data-center');
    await fillIn(user);
    await put(user, field('Token'), 'pat-1 ');
    await check(user);
    expect(await screen.findByText('Initech is connected')).toBeTruthy();
    expect(sent).toEqual([
      {
        name: 'Initech',
        siteUrl: 'https://jira.initech.example/jira',
        signIn: 'accessToken',
        userName: null,
        secret: 'pat-1',
        tokenExpiresOn: null,
      },
    ]);
    expect(screen.getByText('The account sees 2 schemas.')).toBeTruthy();
    expect(document.activeElement?.textContent).toContain('after the sync, which has begun');
    expect(screen.getByRole('link', { name: 'Show the schemas' }).getAttribute('href')).toBe('/');
    expect(world.targets.map(({ name }) => name)).toEqual(['Globex', 'Initech']);
  });

  test('is added with a user name and a password, which may end with a space', async () => {
    const sent = sentTo('post', '/api/targets/data-center');
    const { user } = renderApp('/settings/targets/new-data-center');
    await fillIn(user);
    await withPassword(user, ' agent', 'pass word ');
    await check(user);
    expect(await screen.findByText('Initech is connected')).toBeTruthy();
    expect(sent).toMatchObject([{ signIn: 'basic', userName: 'agent', secret: 'pass word ' }]);
  });

  test('has every error told at once, each at its field', async () => {
    const { user } = renderApp('/settings/targets/new-data-center');
    await screen.findByLabelText('Connection name');
    await check(user);
    expect(await screen.findByText('Give the connection a name.')).toBeTruthy();
    expect(screen.getByText('Enter the address of Jira.')).toBeTruthy();
    expect(screen.getByText('Enter a personal access token.')).toBeTruthy();
  });

  test.each([
    ['http://jira.initech.example', 'The address must start with https://.'],
    ['https://jira.initech.example/browse/A-1?x=1', /without a search or a page/],
  ])('is refused at the address %s', async (siteUrl, message) => {
    const { user } = renderApp('/settings/targets/new-data-center');
    await fillIn(user, siteUrl);
    await check(user);
    expect(await screen.findByText(message)).toBeTruthy();
  });

  test('takes no token that was copied with something in it', async () => {
    const { user } = renderApp('/settings/targets/new-data-center');
    await put(user, await screen.findByLabelText('Token'), 'pat 1');
    await check(user);
    expect(await screen.findByText(/no spaces or special characters/)).toBeTruthy();
  });

  test('asks for user name and password where they are chosen', async () => {
    const { user } = renderApp('/settings/targets/new-data-center');
    await user.click(await screen.findByLabelText('User name and password'));
    await check(user);
    expect(await screen.findByText('Enter the user name that the account signs in with.')).toBeTruthy();
    expect(screen.getByText('Enter the password.')).toBeTruthy();
    await put(user, field('User name'), 'a:b');
    expect(await screen.findByText('A user name has no colon.')).toBeTruthy();
  });

  test('keeps what was typed for each way to sign in, and sends no user name with a token', async () => {
    const sent = sentTo('post', '/api/targets/data-center');
    const { user } = renderApp('/settings/targets/new-data-center');
    await fillIn(user);
    await put(user, field('Token'), 'pat-1');
    await withPassword(user, 'agent', 'word');
    expect(field('Password')).toHaveProperty('value', 'word');
    await user.click(field('Personal access token'));
    expect(field('Token')).toHaveProperty('value', 'pat-1');
    await check(user);
    expect(await screen.findByText('Initech is connected')).toBeTruthy();
    expect(sent).toMatchObject([{ signIn: 'accessToken', userName: null, secret: 'pat-1' }]);
  });

  test('leads to the profile in Jira where a token is made', async () => {
    const { user } = renderApp('/settings/targets/new-data-center');
    expect(await screen.findByText(/under Personal Access Tokens/)).toBeTruthy();
    expect(screen.queryByRole('link', { name: /Open your Jira profile/ })).toBeNull();
    await fillIn(user, 'https://example.com/jira/');
    expect(screen.getByRole('link', { name: /Open your Jira profile/ }).getAttribute('href')).toBe(
      'https://example.com/jira/secure/ViewProfile.jspa',
    );
  });
});

describe('what the server says of a new Data Center', () => {
  test.each([
    ['server-unknown', 'siteUrl', 'Address'],
    ['target-name-taken', 'name', 'Connection name'],
    ['token-rejected', 'secret', 'Token'],
    ['reading-denied', 'secret', 'Token'],
    ['no-assets', 'siteUrl', 'Address'],
  ])('stands at its field: %s', async (code, name, label) => {
    refusedWith(code, { [name]: 'Said of it.' });
    const { user } = renderApp('/settings/targets/new-data-center');
    await fillIn(user);
    await put(user, field('Token'), 'pat-1');
    await check(user);
    expect(await screen.findByText(`Title of ${code}`)).toBeTruthy();
    expect(errorOf(field(label))).toBe('Said of it.');
    expect(field('Token')).toHaveProperty('value', 'pat-1');
    expect(field('Address')).toHaveProperty('value', 'https://jira.initech.example/jira');
  });

  test.each([
    ['password-rejected', { userName: 'Not with this.', secret: 'Nor with that.' }, 'Nor with that.'],
    ['reading-denied', { userName: 'Not with this.' }, ''],
  ])('stands at user name and password: %s', async (code, fields, atPassword) => {
    refusedWith(code, fields);
    const { user } = renderApp('/settings/targets/new-data-center');
    await fillIn(user);
    await withPassword(user, 'agent', 'word');
    await check(user);
    expect(await screen.findByText('Not with this.')).toBeTruthy();
    expect(errorOf(field('User name'))).toBe('Not with this.');
    expect(errorOf(field('Password'))).toBe(atPassword);
    expect(field('Password')).toHaveProperty('value', 'word');
  });

  test('is forgotten when the other way to sign in is chosen', async () => {
    refusedWith('token-rejected', { secret: 'Not accepted.' });
    const { user } = renderApp('/settings/targets/new-data-center');
    await fillIn(user);
    await put(user, field('Token'), 'pat-1');
    await check(user);
    expect(await screen.findByText('Not accepted.')).toBeTruthy();
    await user.click(field('User name and password'));
    expect(screen.queryByText('Not accepted.')).toBeNull();
    expect(screen.queryByText('Title of token-rejected')).toBeNull();
  });
});

const errorOf = (input: HTMLElement) =>
  input
    .getAttribute('aria-describedby')!
    .split(' ')
    .map((id) => document.getElementById(id)?.textContent ?? '')
    .at(-1);

describe('the list of instances', () => {
  test('says of a Data Center what it is, where, and who signs in', async () => {
    renderApp('/settings/targets', dataCenterWorld());
    const row = within((await screen.findByText('Initech')).closest('tr')!);
    expect(row.getByText('Data Center / Server')).toBeTruthy();
    expect(row.getByRole('link', { name: /jira\.initech\.example\/jira/ })).toBeTruthy();
    expect(row.getByText('backup.agent')).toBeTruthy();
    expect(row.getByRole('link', { name: 'New sign-in' })).toBeTruthy();
  });

  test('leads to the form for a new one', async () => {
    const { user } = renderApp('/settings/targets');
    await user.click(await screen.findByRole('link', { name: 'Add Data Center instance' }));
    expect(await screen.findByRole('heading', { name: 'Add Data Center instance' })).toBeTruthy();
  });
});

describe('a new sign-in', () => {
  test('takes the place of the old one, and what waited for it goes on', async () => {
    const { user, world } = renderApp('/settings/targets/initech/token', dataCenterWorld());
    expect(await screen.findByText(/^For Initech at jira\.initech\.example\/jira/)).toBeTruthy();
    expect(screen.getByRole('heading', { name: 'New sign-in' })).toBeTruthy();
    await user.click(field('User name and password'));
    expect(field('User name')).toHaveProperty('value', 'backup.agent');
    await put(user, field('Password'), 'word');
    await check(user);
    expect(await screen.findByText('Initech has a new sign-in')).toBeTruthy();
    expect(document.activeElement?.textContent).toContain('Runs that waited for it go on by themselves.');
    expect(world.targets[1]).toMatchObject({ signIn: 'basic', email: 'backup.agent' });
  });

  test('that is not accepted is told at its field', async () => {
    server.use(
      http.put('/api/targets/initech/sign-in', () =>
        problem(422, 'token-rejected', { secret: 'Not accepted.' }),
      ),
    );
    const { user } = renderApp('/settings/targets/initech/token', dataCenterWorld());
    await screen.findByText(/^For Initech/);
    await put(user, field('Token'), 'pat-2');
    await check(user);
    expect(await screen.findByText('Not accepted.')).toBeTruthy();
    expect(field('Token')).toHaveProperty('value', 'pat-2');
  });
});
