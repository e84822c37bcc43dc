import { type createMemoryRouter, createPath } from 'react-router';
import type { HostHistory } from '@/host/Host';

type Router = ReturnType<typeof createMemoryRouter>;

/** Keeps the host's address and the router's the same, whichever of them moves. */
export function bindHistory(router: Router, history: HostHistory): void {
  let known = createPath(router.state.location);
  router.subscribe(({ location, historyAction }) => {
    const path = createPath(location);
    if (path === known) return;
    known = path;
    if (historyAction === 'REPLACE') history.replace(path);
    else history.push(path);
  });
  history.onPop((path) => {
    if (path === known) return;
    known = path;
    void router.navigate(path, { replace: true });
  });
}
