import type { RunView } from '@/api/client';

export type RunEnd = 'succeeded' | 'partial' | 'failed' | 'stopped';

/** How a run that is not active any more ended. */
export const endOf = ({ state }: Pick<RunView, 'state'>) => state as RunEnd;
