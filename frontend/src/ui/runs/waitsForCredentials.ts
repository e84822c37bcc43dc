import type { RunView } from '@/api/client';

/** Waits until somebody enters new credentials; all others go on by themselves or have ended. */
export const isWithoutToken = ({ state, errorCode }: Pick<RunView, 'state' | 'errorCode'>) =>
  state === 'paused' && errorCode === 'token-rejected';
