import { NewRestorePage } from '@/features/restore/NewRestorePage';
import { useShellSession } from '../useShellSession';

export default function NewRestoreRoute() {
  return <NewRestorePage session={useShellSession()} />;
}
