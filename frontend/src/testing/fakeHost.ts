import type { Host } from '@/host/Host';

/** A host without a frame: the address is remembered, going back is called by hand. */
export function fakeHost(path = '/') {
  const visited = [path];
  let pop: (path: string) => void = () => undefined;
  const host: Host = {
    authorization: async () => 'JWT test-token',
    locale: 'en-GB',
    timeZone: 'Europe/Berlin',
    history: {
      current: () => visited.at(-1)!,
      push: (next) => void visited.push(next),
      replace: (next) => void visited.splice(-1, 1, next),
      onPop: (listener) => {
        pop = listener;
      },
    },
    followColorMode: () => void (document.documentElement.dataset.colorMode = 'light'),
  };
  const back = () => {
    visited.pop();
    pop(visited.at(-1)!);
  };
  return { host, visited, back };
}
