import type { SnapshotView } from '@/api/client';
import { useText } from '@/ui/text/useText';

/** Why a backup can be listed but not read; null when it can. */
export function useWhyUnreadable({ storage }: SnapshotView): string | null {
  const t = useText();
  return storage.isConnected ? null : t('storage.notConnected.why', { storage: storage.name });
}
