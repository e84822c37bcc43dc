import { setBooleanFeatureFlagResolver } from '@atlaskit/platform-feature-flags';
import { cleanup, configure } from '@testing-library/react';
import { afterAll, afterEach, beforeAll, vi } from 'vitest';
import { server } from './server';

setBooleanFeatureFlagResolver(() => false);

// A page's code is loaded when it is first opened, which takes longer than the usual second on a busy machine.
// Asking of every element whether it is hidden takes most of a test's time in jsdom.
configure({ asyncUtilTimeout: 8_000, defaultHidden: true });

// What jsdom lacks and Atlaskit asks for.
vi.stubGlobal('matchMedia', (media: string) => ({
  media,
  matches: false,
  addEventListener: () => undefined,
  removeEventListener: () => undefined,
  addListener: () => undefined,
  removeListener: () => undefined,
}));
vi.stubGlobal(
  'ResizeObserver',
  class {
    observe() {}
    unobserve() {}
    disconnect() {}
  },
);
Element.prototype.scrollIntoView = () => undefined;

beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
afterEach(() => {
  cleanup();
  server.resetHandlers();
});
afterAll(() => server.close());
