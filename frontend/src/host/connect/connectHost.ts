import type { Host } from '../Host';
import type { Bridge } from './bridge';
import { bridgeHistory } from './bridgeHistory';
import { contextTokens } from './contextTokens';

const patience = 10_000;

/** Fails when the page is not framed by Jira, or when Jira does not answer. */
export async function connectHost(bridge: Bridge | undefined = window.AP): Promise<Host> {
  if (!bridge) throw new NotFramedError();
  const [locale, timeZone] = await Promise.all([
    answer<string>((callback) => bridge.user.getLocale(callback)),
    answer<string>((callback) => bridge.user.getTimeZone(callback)),
  ]);
  const token = contextTokens(() => answer<string>((callback) => bridge.context.getToken(callback)));
  return {
    authorization: async () => `JWT ${await token()}`,
    locale: locale.replaceAll('_', '-'),
    timeZone,
    history: bridgeHistory(bridge),
    followColorMode() {
      document.documentElement.dataset.colorMode ??= 'light';
      bridge.theming.initializeTheming();
    },
  };
}

/** The app was opened by its address instead of from Jira's Apps menu. */
export class NotFramedError extends Error {}

function answer<T>(ask: (callback: (value: T) => void) => void): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('Jira did not answer in 10 seconds')), patience);
    ask((value) => {
      clearTimeout(timer);
      resolve(value);
    });
  });
}
