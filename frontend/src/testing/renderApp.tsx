import { render } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { authorizeWith } from '@/api/api';
import { createQueryClient } from '@/api/queryClient';
import { App } from '@/app/App';
import { fakeHost } from './fakeHost';
import { handlersOf } from './handlers';
import { server } from './server';
import { setUpWorld, type World } from './world';

/** The whole app at an address, over a world. Handlers that a test has set win over the world's. */
export function renderApp(path = '/', world: World = setUpWorld()) {
  const frame = fakeHost(path);
  server.use(...server.listHandlers().filter(isRequestHandler), ...handlersOf(world));
  const queryClient = createQueryClient();
  queryClient.setDefaultOptions({ queries: { ...queryClient.getDefaultOptions().queries, retry: false } });
  authorizeWith(frame.host.authorization);
  const view = render(<App host={frame.host} queryClient={queryClient} />);
  return { ...frame, ...view, world, queryClient, user: userEvent.setup({ delay: null }) };
}

type Handler = Parameters<typeof server.use>[number];
const isRequestHandler = (handler: object): handler is Handler => 'info' in handler;
