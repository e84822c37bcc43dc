import { useSyncExternalStore } from 'react';

const period = 5_000;
let now = Date.now();
const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(() => {
    now = Date.now();
    for (const tell of listeners) tell();
  }, period);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

function read(): number {
  if (!timer) now = Date.now();
  return now;
}

/** The time, a little late: one clock for all relative times on the page, so that they grow older together. */
export const useNow = (): number => useSyncExternalStore(subscribe, read);
