import '@atlaskit/css-reset';
import { setBooleanFeatureFlagResolver } from '@atlaskit/platform-feature-flags';
import { getResponse, http, HttpResponse } from 'msw';
import { createRoot } from 'react-dom/client';
import { createQueryClient } from '@/api/queryClient';
import { App } from '@/app/App';
import type { Host } from '@/host/Host';
import { handlersOf, problem } from './handlers';
import { mockWorlds } from './mockWorlds';

// `npm run dev:mock`: the app without a server and without Jira. ?world=NAME of mockWorlds, ?mode=dark, and what fails:
// ?fail=schemas&code=unexpected&status=500 for the calls below /api/schemas, status 0 for a server out of reach;
// ?wait=schemas for what is never answered.
setBooleanFeatureFlagResolver(() => false);

const query = new URLSearchParams(window.location.search);
const status = Number(query.get('status') ?? 500);
const failing = query
  .getAll('fail')
  .map((path) =>
    http.all(`/api/${path}`, () =>
      status === 0 ? HttpResponse.error() : problem(status, query.get('code') ?? 'unexpected'),
    ),
  );
const waiting = query
  .getAll('wait')
  .map((path) => http.all(`/api/${path}`, () => new Promise<never>(() => undefined)));
const world = mockWorlds[query.get('world') ?? 'setUp']!();
const handlers = [...failing, ...waiting, ...handlersOf(world)];
const network = window.fetch.bind(window);

window.fetch = async (input, init) => {
  const request = new Request(new URL(String(input), window.location.origin), init);
  const response = await getResponse(handlers, request);
  if (response?.type === 'error') throw new TypeError('Failed to fetch');
  return response ?? network(input, init);
};

const host: Host = {
  authorization: async () => 'JWT mock',
  locale: navigator.language,
  timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  history: {
    current: () => window.location.hash.slice(1) || '/',
    push: (path) => void (window.location.hash = path),
    replace: (path) => window.history.replaceState(null, '', `#${path}`),
    onPop: (listener) =>
      window.addEventListener('popstate', () => listener(window.location.hash.slice(1) || '/')),
  },
  followColorMode: () => void (document.documentElement.dataset.colorMode = query.get('mode') ?? 'light'),
};

createRoot(document.getElementById('root')!).render(<App host={host} queryClient={createQueryClient()} />);
