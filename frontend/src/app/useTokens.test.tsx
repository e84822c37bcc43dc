import { render, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';
import type { Host } from '@/host/Host';
import { HostContext } from '@/host/HostContext';
import { fakeHost } from '@/testing/fakeHost';
import { useTokens } from './useTokens';

const html = document.documentElement;
const loaded = () => [...document.head.querySelectorAll('style[data-theme]')];

function Themed() {
  useTokens();
  return null;
}

const renderIn = (host: Host) =>
  render(
    <HostContext.Provider value={host}>
      <Themed />
    </HostContext.Provider>,
  );

test.each([
  ['at once', (tell: () => void) => tell()],
  ['while the tokens are loaded', (tell: () => void) => queueMicrotask(tell)],
  [
    'after they are loaded',
    (tell: () => void) => void waitFor(() => expect(loaded()).not.toEqual([])).then(tell),
  ],
])('a mode that the host tells %s stays', async (_, whenever) => {
  for (const style of loaded()) style.remove();
  html.dataset.colorMode = 'light';
  let isTold = false;
  const tell = () => {
    isTold = true;
    html.dataset.colorMode = 'dark';
  };
  renderIn({ ...fakeHost().host, followColorMode: () => whenever(tell) });
  await waitFor(() =>
    expect(isTold && loaded().map((style) => style.getAttribute('data-theme'))).toEqual(
      expect.arrayContaining(['light', 'dark', 'spacing']),
    ),
  );
  for (let turn = 0; turn < 20; turn += 1) await new Promise((next) => setTimeout(next));
  expect(html.dataset.colorMode).toBe('dark');
});

test('themes that only the host has are not taken over', async () => {
  renderIn(fakeHost().host);
  const own = html.dataset.theme;
  expect(own).toContain('dark:dark');
  html.dataset.theme = 'dark:of-jira light:of-jira';
  await waitFor(() => expect(html.dataset.theme).toBe(own));
});
