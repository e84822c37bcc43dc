import { useOutletContext } from 'react-router';
import type { SessionView } from '@/api/client';

/** The session that the shell has read already. */
export const useShellSession = () => useOutletContext<SessionView>();
