import { Inline, Text } from '@atlaskit/primitives';
import SectionMessage from '@atlaskit/section-message';
import { useNavigate, useParams } from 'react-router';
import type { SnapshotView } from '@/api/client';
import { useSchema } from '@/api/schemas/getSchema';
import { useSnapshot } from '@/api/snapshots/getSnapshot';
import { Fact } from '@/ui/Fact';
import { Moment } from '@/ui/Moment';
import { Page } from '@/ui/Page';
import { Person } from '@/ui/Person';
import { Size } from '@/ui/Size';
import { QueryView } from '@/ui/states/QueryView';
import { TableSkeleton } from '@/ui/states/Skeleton';
import { RunPlace } from '@/ui/runs/RunPlace';
import { RunProgress } from '@/ui/runs/RunProgress';
import { useText } from '@/ui/text/useText';
import { useLostFocus } from '@/ui/useLostFocus';
import { useWhyUnreadable } from '@/ui/useWhyUnreadable';
import { ReadWithin, StillMoving } from './ConsistencyWindow';
import { PartsTable } from './PartsTable';
import { PinnedLozenge } from './PinnedLozenge';
import { RestoreSnapshot } from './RestoreSnapshot';
import { SnapshotDescription } from './SnapshotDescription';
import { SnapshotMenu } from './SnapshotMenu';
import { SnapshotStateLozenge } from './SnapshotStateLozenge';
import { useVerification } from './useVerification';
import { VerifiedAt } from './VerifiedAt';
import { VerifySnapshot } from './VerifySnapshot';

export function SnapshotPage() {
  const t = useText();
  const { id = '' } = useParams();
  const query = useSnapshot(id);
  if (query.data) return <Snapshot snapshot={query.data} />;
  return (
    <Page title={t('snapshot')} parents={[{ text: t('home'), href: '/' }]}>
      <QueryView query={query} skeleton={<TableSkeleton columns={3} />}>
        {() => null}
      </QueryView>
    </Page>
  );
}

function Snapshot({ snapshot }: { snapshot: SnapshotView }) {
  const t = useText();
  const navigate = useNavigate();
  const why = useWhyUnreadable(snapshot);
  const schema = useSchema(snapshot.schemaId).data;
  const verification = useVerification(snapshot);
  // What came of it stands among the facts when its progress goes.
  const facts = useLostFocus<HTMLDivElement>(verification?.id);
  const { shortId, takenAt, takenBy, trigger, objects, addedBytes, schemaId, parts, consistency } = snapshot;
  return (
    <Page
      title={t('snapshot.title', { id: shortId })}
      parents={[
        { text: t('home'), href: '/' },
        { text: schema?.name ?? t('schema'), href: `/schemas/${schemaId}/backups` },
      ]}
      actions={
        <Inline space="space.100">
          <RestoreSnapshot snapshot={snapshot} appearance="primary" />
          <VerifySnapshot snapshot={snapshot} />
          <SnapshotMenu
            snapshot={snapshot}
            onDeleted={() => void navigate(`/schemas/${schemaId}/backups`, { replace: true })}
          />
        </Inline>
      }
    >
      <SnapshotDescription snapshot={snapshot} />
      {why && (
        <SectionMessage appearance={snapshot.givenUpAt ? 'error' : 'warning'} title={why.title}>
          <Text as="p">{why.text}</Text>
        </SectionMessage>
      )}
      {snapshot.damagedAt && !snapshot.givenUpAt && (
        <SectionMessage appearance="error" title={t('snapshot.damaged')}>
          <Text as="p">{t('snapshot.damagedSince')}</Text>
        </SectionMessage>
      )}
      <div ref={facts} tabIndex={-1}>
        <Inline space="space.300" alignBlock="center" shouldWrap rowSpace="space.100">
          <SnapshotStateLozenge snapshot={snapshot} />
          <PinnedLozenge snapshot={snapshot} />
          <Moment at={takenAt} />
          <Text>{t(`snapshot.trigger.${trigger}`)}</Text>
          <Fact name={t('snapshots.by')}>
            <Person account={takenBy} />
          </Fact>
          <Text>{t('snapshot.objects', { objects })}</Text>
          <Text>
            {addedBytes === 0 ? (
              t('snapshot.nothingAdded')
            ) : (
              <>
                <Size bytes={addedBytes} /> {t('snapshot.added')}
              </>
            )}
          </Text>
          {consistency && (
            <Fact name={t('snapshot.window')}>
              <ReadWithin window={consistency} />
            </Fact>
          )}
          <Fact name={t('snapshots.verified')}>
            <VerifiedAt snapshot={snapshot} />
          </Fact>
        </Inline>
      </div>
      {verification && (
        <RunPlace id={verification.id}>
          <RunProgress run={verification} />
        </RunPlace>
      )}
      {consistency && <StillMoving window={consistency} />}
      <PartsTable parts={parts} siteUrl={schema?.siteUrl} isGone={snapshot.givenUpAt !== null} />
    </Page>
  );
}
