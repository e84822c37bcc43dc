import '@atlaskit/css-reset';
import { setBooleanFeatureFlagResolver } from '@atlaskit/platform-feature-flags';
import { getResponse } from 'msw';
import { createRoot } from 'react-dom/client';
import { createQueryClient } from '@/api/queryClient';
import { App } from '@/app/App';
import type { ColorMode, Host } from '@/host/Host';
import { handlersOf } from './handlers';
import { newWorld, setUpWorld } from './world';

// `npm run dev:mock`: the app without a server and without Jira. ?world=new starts the wizard, ?mode=dark is dark.
setBooleanFeatureFlagResolver(() => false);

const query = new URLSearchParams(window.location.search);
const handlers = handlersOf(query.get('world') === 'new' ? newWorld() : setUpWorld());
const network = window.fetch.bind(window);

window.fetch = async (input, init) => {
  const request = new Request(new URL(String(input), window.location.origin), init);
  return (await getResponse(handlers, request)) ?? network(input, init);
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
  followColorMode: (apply) => apply((query.get('mode') ?? 'light') as ColorMode),
};

createRoot(document.getElementById('root')!).render(<App host={host} queryClient={createQueryClient()} />);
