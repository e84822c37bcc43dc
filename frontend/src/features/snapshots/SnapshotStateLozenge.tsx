import Lozenge from '@atlaskit/lozenge';
import type { SnapshotView } from '@/api/client';
import { useText } from '@/ui/text/useText';

export function SnapshotStateLozenge({ snapshot: { state, givenUpAt } }: { snapshot: SnapshotView }) {
  const t = useText();
  if (givenUpAt) return <Lozenge appearance="removed">{t('snapshot.givenUp')}</Lozenge>;
  return (
    <Lozenge appearance={state === 'complete' ? 'success' : 'moved'}>{t(`snapshot.state.${state}`)}</Lozenge>
  );
}
