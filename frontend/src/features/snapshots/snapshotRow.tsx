import type { HeadType, RowType } from '@atlaskit/dynamic-table/types';
import Link from '@atlaskit/link';
import { Box, Inline, Stack, Text, xcss } from '@atlaskit/primitives';
import type { SnapshotView } from '@/api/client';
import { Clamped } from '@/ui/Clamped';
import { Moment } from '@/ui/Moment';
import { NoBreak } from '@/ui/NoBreak';
import { Person } from '@/ui/Person';
import { Size } from '@/ui/Size';
import type { Translate } from '@/ui/text/useText';
import { useText } from '@/ui/text/useText';
import { useFormat } from '@/ui/useFormat';
import { NotConnected } from './NotConnected';
import { PinnedLozenge } from './PinnedLozenge';
import { RestoreSnapshot } from './RestoreSnapshot';
import { SnapshotMenu } from './SnapshotMenu';
import { SnapshotStateLozenge } from './SnapshotStateLozenge';
import { VerifiedAt } from './VerifiedAt';
import { VerifySnapshot } from './VerifySnapshot';

const columns = ['id', 'date', 'description', 'objects', 'size', 'state', 'verified', 'actions'] as const;
const cell = xcss({ paddingBlock: 'space.050' });
// Wide enough for the longest of its words, so that a long description does not cut them.
const actions = xcss({ minWidth: '92px' });

export const snapshotHead = (t: Translate): HeadType => ({
  cells: columns.map((key) => ({ key, content: t(`snapshots.${key}`) })),
});

export const snapshotRow = (snapshot: SnapshotView): RowType => ({
  key: snapshot.id,
  cells: columns.map((key) => ({ key, content: <Cell column={key} snapshot={snapshot} /> })),
});

function Cell({ column, snapshot }: { column: (typeof columns)[number]; snapshot: SnapshotView }) {
  const format = useFormat();
  switch (column) {
    case 'id':
      return (
        <Link href={`/snapshots/${snapshot.id}`}>
          <code>{snapshot.shortId}</code>
        </Link>
      );
    case 'date':
      return <Made snapshot={snapshot} />;
    case 'description':
      return snapshot.description ? <Clamped text={snapshot.description} /> : null;
    case 'objects':
      return <NoBreak>{format.number(snapshot.objects)}</NoBreak>;
    case 'size':
      return <Added bytes={snapshot.addedBytes} />;
    case 'state':
      return (
        <Stack space="space.050" alignInline="start">
          <SnapshotStateLozenge snapshot={snapshot} />
          <PinnedLozenge snapshot={snapshot} />
          <NotConnected snapshot={snapshot} />
        </Stack>
      );
    case 'verified':
      return <VerifiedAt snapshot={snapshot} />;
    case 'actions':
      return (
        <Box xcss={actions}>
          <Inline space="space.050" rowSpace="space.050" shouldWrap>
            <RestoreSnapshot snapshot={snapshot} spacing="compact" />
            <VerifySnapshot snapshot={snapshot} spacing="compact" />
            <SnapshotMenu snapshot={snapshot} spacing="compact" />
          </Inline>
        </Box>
      );
  }
}

/** When, how and by whom. */
function Made({ snapshot: { takenAt, trigger, takenBy } }: { snapshot: SnapshotView }) {
  const t = useText();
  return (
    <Box xcss={cell}>
      <Stack space="space.025">
        <Moment at={takenAt} />
        <NoBreak>
          <Text size="small" color="color.text.subtle">
            {t(`snapshot.trigger.${trigger}`)}
          </Text>
        </NoBreak>
        <Text size="small" color="color.text.subtle">
          <Person account={takenBy} />
        </Text>
      </Stack>
    </Box>
  );
}

function Added({ bytes }: { bytes: number }) {
  const t = useText();
  return bytes === 0 ? (
    <Text>{t('snapshot.nothingNew')}</Text>
  ) : (
    <NoBreak>
      <Size bytes={bytes} />
    </NoBreak>
  );
}
