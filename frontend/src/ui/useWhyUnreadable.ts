import type { SnapshotView } from '@/api/client';
import { useText } from './text/useText';
import { useFormat } from './useFormat';

/** Why a backup can be listed but not read, in a title and a sentence; null when it can, or when there is none. */
export function useWhyUnreadable(snapshot: Pick<SnapshotView, 'storage' | 'givenUpAt'> | null) {
  const t = useText();
  const format = useFormat();
  if (!snapshot) return null;
  const { storage, givenUpAt } = snapshot;
  if (givenUpAt)
    return {
      title: t('snapshot.givenUp'),
      text: t('snapshot.givenUp.why', { date: format.dateTime(givenUpAt) }),
    };
  return storage.isConnected
    ? null
    : {
        title: t('storage.notConnected'),
        text: t('storage.notConnected.why', { storage: storage.name }),
      };
}
