import Lozenge from '@atlaskit/lozenge';
import type { SnapshotView } from '@/api/client';
import { useText } from '@/ui/text/useText';

export function SnapshotStateLozenge({ snapshot: { state } }: { snapshot: SnapshotView }) {
  const t = useText();
  return (
    <Lozenge appearance={state === 'complete' ? 'success' : 'moved'}>{t(`snapshot.state.${state}`)}</Lozenge>
  );
}
