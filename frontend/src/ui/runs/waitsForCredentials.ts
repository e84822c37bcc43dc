import type { RunView } from '@/api/client';

const codes = ['token-rejected', 'workspace-unknown'];

/** Waits until somebody enters new credentials; all others go on by themselves or have ended. */
export const waitsForCredentials = ({ state, errorCode }: Pick<RunView, 'state' | 'errorCode'>) =>
  state === 'paused' && codes.includes(errorCode ?? '');
