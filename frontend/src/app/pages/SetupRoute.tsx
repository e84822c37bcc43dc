import { SetupPage } from '@/features/connection/setup/SetupPage';
import { useShellSession } from '../useShellSession';

export default function SetupRoute() {
  return <SetupPage session={useShellSession()} />;
}
