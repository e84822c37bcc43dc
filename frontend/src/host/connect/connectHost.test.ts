import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Bridge } from './bridge';
import { connectHost, NotFramedError } from './connectHost';

const token = (iat: number, exp: number, name: string) => `h.${btoa(JSON.stringify({ iat, exp, name }))}.s`;

function bridgeOf(tokens: string[], state = '') {
  let pop: (event: unknown) => void = () => undefined;
  const bridge: Bridge = {
    context: { getToken: (callback) => callback(tokens.length > 1 ? tokens.shift()! : tokens[0]!) },
    user: {
      getLocale: (callback) => callback('de_DE'),
      getTimeZone: (callback) => callback('Europe/Berlin'),
    },
    history: {
      getState: () => state,
      pushState: (next) => void (state = next),
      replaceState: (next) => void (state = next),
      popState: (callback) => void (pop = callback),
    },
    theming: { initializeTheming: () => (document.documentElement.dataset.colorMode = 'dark') },
  };
  const goBackTo = (next: string) => {
    state = next;
    pop({});
  };
  return { bridge, goBackTo };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  delete document.documentElement.dataset.colorMode;
});

test('signs calls with the context token, and asks for another a minute before it ends', async () => {
  const [first, second] = [token(1000, 1900, 'first'), token(1900, 2800, 'second')];
  const host = await connectHost(bridgeOf([first, second]).bridge);
  expect(await host.authorization()).toBe(`JWT ${first}`);
  vi.advanceTimersByTime(839_000);
  expect(await host.authorization()).toBe(`JWT ${first}`);
  vi.advanceTimersByTime(2_000);
  expect(await host.authorization()).toBe(`JWT ${second}`);
});

test('calls that start together share one question for the token', async () => {
  const { bridge } = bridgeOf([token(0, 900, 'one')]);
  const getToken = vi.spyOn(bridge.context, 'getToken');
  const host = await connectHost(bridge);
  await Promise.all([host.authorization(), host.authorization()]);
  expect(getToken).toHaveBeenCalledTimes(1);
});

test('a token that cannot be read is used once', async () => {
  const host = await connectHost(bridgeOf(['opaque-1', 'opaque-2']).bridge);
  expect(await host.authorization()).toBe('JWT opaque-1');
  expect(await host.authorization()).toBe('JWT opaque-2');
});

test('takes locale and zone of the person', async () => {
  const host = await connectHost(bridgeOf(['t']).bridge);
  expect([host.locale, host.timeZone]).toEqual(['de-DE', 'Europe/Berlin']);
});

test.each([
  ['', '/'],
  ['!/schemas/7?page=2', '/schemas/7?page=2'],
  ['#!/activity', '/activity'],
])('reads the path in Jira’s address %s as %s', async (state, path) => {
  const host = await connectHost(bridgeOf(['t'], state).bridge);
  expect(host.history.current()).toBe(path);
});

test('tells when the person goes back', async () => {
  const { bridge, goBackTo } = bridgeOf(['t']);
  const host = await connectHost(bridge);
  const seen: string[] = [];
  host.history.onPop((path) => seen.push(path));
  goBackTo('!/activity');
  expect(seen).toEqual(['/activity']);
});

test('is light until Jira has told its mode, and then leaves the mode to Jira', async () => {
  const { bridge } = bridgeOf(['t']);
  const tell = vi.spyOn(bridge.theming, 'initializeTheming').mockImplementation(() => undefined);
  (await connectHost(bridge)).followColorMode();
  expect(document.documentElement.dataset.colorMode).toBe('light');
  tell.mockRestore();
  (await connectHost(bridge)).followColorMode();
  expect(document.documentElement.dataset.colorMode).toBe('dark');
});

test('a page that Jira does not frame is told apart from a Jira that does not answer', async () => {
  await expect(connectHost(undefined)).rejects.toBeInstanceOf(NotFramedError);
  const silent = bridgeOf(['t']).bridge;
  silent.user.getLocale = () => undefined;
  const failed = expect(connectHost(silent)).rejects.toThrow('did not answer');
  await vi.advanceTimersByTimeAsync(10_100);
  await failed;
});
