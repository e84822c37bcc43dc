import type { BackupStorage } from '@/api/client';
import { useText } from './text/useText';

/** Why a backup in a storage can be listed but not read; null when it can, or when there is none. */
export function useWhyUnreadable(storage: BackupStorage | null | undefined): string | null {
  const t = useText();
  return !storage || storage.isConnected ? null : t('storage.notConnected.why', { storage: storage.name });
}
