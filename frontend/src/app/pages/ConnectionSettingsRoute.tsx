import { ConnectionSettings } from '@/features/connection/ConnectionSettings';
import { useShellSession } from '../useShellSession';

export default function ConnectionSettingsRoute() {
  return <ConnectionSettings session={useShellSession()} />;
}
