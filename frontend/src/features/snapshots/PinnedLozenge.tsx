import Lozenge from '@atlaskit/lozenge';
import type { SnapshotView } from '@/api/client';
import { useText } from '@/ui/text/useText';

/** Marks a backup under legal hold; nothing for others. */
export function PinnedLozenge({ snapshot: { isPinned } }: { snapshot: SnapshotView }) {
  const t = useText();
  return isPinned ? <Lozenge appearance="inprogress">{t('snapshot.pinned')}</Lozenge> : null;
}
