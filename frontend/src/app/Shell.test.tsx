import { screen } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { expect, test } from 'vitest';
import { problem } from '@/testing/handlers';
import { renderApp } from '@/testing/renderApp';
import { server } from '@/testing/server';
import { setUpWorld } from '@/testing/world';

test('someone who is no administrator sees that, and nothing else', async () => {
  let calls = 0;
  server.use(
    http.get('/api/session', () => problem(403, 'not-an-administrator')),
    http.all('/api/*', () => {
      calls += 1;
      return problem(403, 'not-an-administrator');
    }),
  );
  renderApp();
  expect(await screen.findByText('Title of not-an-administrator')).toBeTruthy();
  expect(screen.queryAllByRole('link')).toEqual([]);
  expect(screen.queryAllByRole('button')).toEqual([]);
  expect(calls).toBe(0);
});

test('a session that cannot be read is an error page with the request id and another try', async () => {
  let isBroken = true;
  const world = setUpWorld();
  server.use(
    http.get('/api/session', () =>
      isBroken ? problem(500, 'unexpected') : HttpResponse.json(world.session),
    ),
  );
  const { user } = renderApp('/', world);
  expect(await screen.findByText('request-7')).toBeTruthy();
  isBroken = false;
  await user.click(screen.getByRole('button', { name: 'Try again' }));
  expect(await screen.findByText('Current connection')).toBeTruthy();
});

test('a server that cannot be reached is named as such', async () => {
  server.use(http.get('/api/session', () => HttpResponse.error()));
  renderApp();
  expect(await screen.findByText('The app’s server cannot be reached.')).toBeTruthy();
  expect(screen.getByText(/goes on when the server is back/)).toBeTruthy();
  expect(document.title).toBe('The app’s server cannot be reached. · Assets Backup & Migration');
});

test('every call carries the host’s token', async () => {
  const seen = new Set<string | null>();
  server.use(
    http.all('/api/*', ({ request }) => {
      seen.add(request.headers.get('Authorization'));
      return undefined;
    }),
  );
  renderApp();
  await screen.findByText('Current connection');
  expect([...seen]).toEqual(['JWT test-token']);
});

test('the app’s name leads home, and the frame’s history follows and leads back', async () => {
  const { user, visited, back } = renderApp('/activity');
  await screen.findByRole('heading', { name: 'Activity' });
  await user.click(screen.getByRole('link', { name: 'Assets Backup & Migration' }));
  expect(await screen.findByText('Current connection')).toBeTruthy();
  expect(visited).toEqual(['/activity', '/']);
  back();
  expect(await screen.findByRole('heading', { name: 'Activity' })).toBeTruthy();
  expect(visited).toEqual(['/activity']);
});

test('an address that means nothing says so, in the title too', async () => {
  renderApp('/nowhere');
  expect(await screen.findByRole('heading', { level: 1, name: 'There is no such page' })).toBeTruthy();
  expect(document.title).toBe('There is no such page · Assets Backup & Migration');
});
