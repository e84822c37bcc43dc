import Link from '@atlaskit/link';
import type { RunView, SnapshotView } from '@/api/client';
import { useSnapshot } from '@/api/snapshots/getSnapshot';
import { useSnapshots } from '@/api/snapshots/listSnapshots';
import { Fact } from '@/ui/Fact';
import { useText } from '@/ui/text/useText';

/** The backup that a run made or works on, with a link to it; nothing where there is none. */
export function BackupOf({ run }: { run: RunView }) {
  if (run.snapshotId) return <Known id={run.snapshotId} />;
  if (run.kind === 'backup' && run.schemaId && run.finishedAt)
    return <Begun id={run.id} schemaId={run.schemaId} />;
  return null;
}

function Known({ id }: { id: string }) {
  const { data } = useSnapshot(id);
  return data ? <Backup snapshot={data} /> : null;
}

/** A run that did not end well may have stored a backup's objects; a backup has the id of its run. */
function Begun({ id, schemaId }: { id: string; schemaId: string }) {
  const made = useSnapshots(schemaId).data?.items.find((snapshot) => snapshot.id === id);
  return made ? <Backup snapshot={made} /> : null;
}

function Backup({ snapshot: { id, shortId } }: { snapshot: SnapshotView }) {
  const t = useText();
  return (
    <Fact name={t('run.backup')}>
      <Link href={`/snapshots/${id}`}>
        <code>{shortId}</code>
      </Link>
    </Fact>
  );
}
