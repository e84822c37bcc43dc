import Lozenge from '@atlaskit/lozenge';
import { Inline, Text } from '@atlaskit/primitives';
import type { SnapshotView } from '@/api/client';
import { useText } from '@/ui/text/useText';
import { Time } from '@/ui/Time';

/** When all of a backup was last found right, or something of it found lost. */
export function VerifiedAt({ snapshot: { verifiedAt, damagedAt } }: { snapshot: SnapshotView }) {
  const t = useText();
  if (damagedAt) {
    return (
      <Inline space="space.100" alignBlock="center" shouldWrap>
        <Lozenge appearance="removed">{t('snapshot.damaged')}</Lozenge>
        <Time at={damagedAt} />
      </Inline>
    );
  }
  return verifiedAt ? (
    <Time at={verifiedAt} />
  ) : (
    <Text color="color.text.subtle">{t('snapshot.notVerified')}</Text>
  );
}
