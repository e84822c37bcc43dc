import { LinkButton } from '@atlaskit/button/new';
import { useSearchParams } from 'react-router';
import type { SessionView, SnapshotView } from '@/api/client';
import { useSchema } from '@/api/schemas/getSchema';
import { useSnapshot } from '@/api/snapshots/getSnapshot';
import { Page } from '@/ui/Page';
import { Nothing } from '@/ui/states/Nothing';
import { QueryView } from '@/ui/states/QueryView';
import { CardSkeleton } from '@/ui/states/Skeleton';
import { useText } from '@/ui/text/useText';
import { useWhyUnreadable } from '@/ui/useWhyUnreadable';
import { DestinationForm, type Wanted } from './DestinationForm';
import { RestoreSteps } from './RestoreSteps';
import { SnapshotSummary } from './SnapshotSummary';
import { useBackupPath } from './useBackupPath';

/** The first step of a restore: where to. */
export function NewRestorePage({ session }: { session: SessionView }) {
  const t = useText();
  const [params] = useSearchParams();
  const snapshotId = params.get('snapshot');
  const parents = useBackupPath(snapshotId ?? undefined);
  return (
    <Page title={t('restore.new')} parents={parents}>
      <RestoreSteps current="where" />
      {snapshotId ? (
        <FromSnapshot id={snapshotId} session={session} wanted={wantedOf(params)} />
      ) : (
        <Nothing
          title={t('restore.noSnapshot.title')}
          text={t('restore.noSnapshot.text')}
          action={<LinkButton href="/">{t('goHome')}</LinkButton>}
        />
      )}
    </Page>
  );
}

const wantedOf = (params: URLSearchParams): Wanted => ({
  destinationId: params.get('destination'),
  schemaName: params.get('name'),
  schemaKey: params.get('key'),
});

interface FromSnapshotProps {
  id: string;
  session: SessionView;
  wanted: Wanted;
}

function FromSnapshot({ id, session, wanted }: FromSnapshotProps) {
  return (
    <QueryView query={useSnapshot(id)} skeleton={<CardSkeleton lines={6} />}>
      {(snapshot) => <Where snapshot={snapshot} session={session} wanted={wanted} />}
    </QueryView>
  );
}

function Where({ snapshot, session, wanted }: Omit<FromSnapshotProps, 'id'> & { snapshot: SnapshotView }) {
  const t = useText();
  const why = useWhyUnreadable(snapshot);
  const schema = useSchema(snapshot.schemaId);
  if (why)
    return (
      <Nothing title={why.title} text={why.text} action={<LinkButton href="/">{t('goHome')}</LinkButton>} />
    );
  return (
    <QueryView query={schema} skeleton={<CardSkeleton lines={6} />}>
      {(schema) => (
        <>
          <SnapshotSummary snapshot={snapshot} schema={schema} />
          <DestinationForm snapshot={snapshot} schema={schema} siteUrl={session.siteUrl} wanted={wanted} />
        </>
      )}
    </QueryView>
  );
}
