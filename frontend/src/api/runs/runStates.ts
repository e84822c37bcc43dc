import type { RunView } from '../client';

/** Queued, running or paused: it may still change, and it can be stopped. */
export const isActive = ({ state }: Pick<RunView, 'state'>): boolean =>
  state === 'queued' || state === 'running' || state === 'paused';
