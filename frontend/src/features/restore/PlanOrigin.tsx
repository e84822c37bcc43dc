import Link from '@atlaskit/link';
import { Inline, Text } from '@atlaskit/primitives';
import type { PlanView } from '@/api/client';
import { useSchema } from '@/api/schemas/getSchema';
import { useSnapshot } from '@/api/snapshots/getSnapshot';
import { Fact } from '@/ui/Fact';
import { useText } from '@/ui/text/useText';
import { Moment } from '@/ui/Moment';

const shortId = 8;

/** Which backup a plan was made from, and the id by which the terminal knows it. */
export function PlanOrigin({ plan }: { plan: PlanView }) {
  const t = useText();
  return (
    <Inline space="space.300" rowSpace="space.050" shouldWrap>
      <Fact name={t('plan.from')}>
        <Origin snapshotId={plan.snapshotId} />
      </Fact>
      <Fact name={t('plan.id')}>
        <code>{plan.id.slice(0, shortId)}</code>
      </Fact>
    </Inline>
  );
}

function Origin({ snapshotId }: { snapshotId: string }) {
  const t = useText();
  const { data: snapshot, isError } = useSnapshot(snapshotId);
  if (isError) return <Text>{t('plan.fromGone')}</Text>;
  if (!snapshot) return null;
  return (
    <Inline space="space.050" shouldWrap>
      <Link href={`/snapshots/${snapshot.id}`}>
        <code>{snapshot.shortId}</code>
      </Link>
      <SchemaName id={snapshot.schemaId} />
      <Moment at={snapshot.takenAt} />
    </Inline>
  );
}

/** A schema that cannot be read leaves the plain word. */
function SchemaName({ id }: { id: string }) {
  const t = useText();
  return <Text>{t('plan.fromOf', { schema: useSchema(id).data?.name ?? t('schema') })}</Text>;
}
