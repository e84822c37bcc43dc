import { Text } from '@atlaskit/primitives';
import type { SnapshotView } from '@/api/client';
import { useText } from '@/ui/text/useText';
import { Time } from '@/ui/Time';

export function VerifiedAt({ snapshot: { verifiedAt } }: { snapshot: SnapshotView }) {
  const t = useText();
  return verifiedAt ? (
    <Time at={verifiedAt} />
  ) : (
    <Text color="color.text.subtle">{t('snapshot.notVerified')}</Text>
  );
}
