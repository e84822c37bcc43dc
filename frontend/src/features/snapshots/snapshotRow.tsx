import { LinkButton } from '@atlaskit/button/new';
import type { HeadType, RowType } from '@atlaskit/dynamic-table/types';
import Link from '@atlaskit/link';
import { Box, Inline, xcss } from '@atlaskit/primitives';
import type { SnapshotView } from '@/api/client';
import { NoBreak } from '@/ui/NoBreak';
import { Person } from '@/ui/Person';
import { Size } from '@/ui/Size';
import type { Translate } from '@/ui/text/useText';
import { useText } from '@/ui/text/useText';
import { Time } from '@/ui/Time';
import { useFormat } from '@/ui/useFormat';
import { SnapshotStateLozenge } from './SnapshotStateLozenge';
import { VerifiedAt } from './VerifiedAt';
import { VerifySnapshot } from './VerifySnapshot';

const columns = [
  'id',
  'date',
  'type',
  'description',
  'objects',
  'size',
  'by',
  'state',
  'verified',
  'actions',
] as const;
const description = xcss({ minWidth: '120px', overflowWrap: 'anywhere' });

export const snapshotHead = (t: Translate): HeadType => ({
  cells: columns.map((key) => ({ key, content: t(`snapshots.${key}`) })),
});

export const snapshotRow = (snapshot: SnapshotView): RowType => ({
  key: snapshot.id,
  cells: columns.map((key) => ({ key, content: <Cell column={key} snapshot={snapshot} /> })),
});

function Cell({ column, snapshot }: { column: (typeof columns)[number]; snapshot: SnapshotView }) {
  const t = useText();
  const format = useFormat();
  switch (column) {
    case 'id':
      return (
        <Link href={`/snapshots/${snapshot.id}`}>
          <code>{snapshot.shortId}</code>
        </Link>
      );
    case 'date':
      return <Time at={snapshot.takenAt} />;
    case 'type':
      return <NoBreak>{t(`snapshot.trigger.${snapshot.trigger}`)}</NoBreak>;
    case 'description':
      return <Box xcss={description}>{snapshot.description && <bdi>{snapshot.description}</bdi>}</Box>;
    case 'objects':
      return <NoBreak>{format.number(snapshot.objects)}</NoBreak>;
    case 'size':
      return (
        <NoBreak>
          <Size bytes={snapshot.addedBytes} />
        </NoBreak>
      );
    case 'by':
      return <Person account={snapshot.takenBy} />;
    case 'state':
      return <SnapshotStateLozenge snapshot={snapshot} />;
    case 'verified':
      return <VerifiedAt snapshot={snapshot} />;
    case 'actions':
      return (
        <Inline space="space.050" rowSpace="space.050" shouldWrap>
          <LinkButton spacing="compact" href={`/restores/new?snapshot=${snapshot.id}`}>
            {t('restore')}
          </LinkButton>
          <VerifySnapshot snapshot={snapshot} spacing="compact" />
        </Inline>
      );
  }
}
