import type { HostHistory } from '../Host';
import type { Bridge } from './bridge';

/** Jira keeps the app's path in its own address, behind "#!". */
export function bridgeHistory(bridge: Bridge): HostHistory {
  const current = () => {
    const state = (bridge.history.getState() ?? '').replace(/^#?!?/, '');
    return state.startsWith('/') ? state : '/';
  };
  return {
    current,
    push: (path) => bridge.history.pushState(path),
    replace: (path) => bridge.history.replaceState(path),
    onPop: (listener) => bridge.history.popState(() => listener(current())),
  };
}
