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
    return <Made schemaId={run.schemaId} from={run.createdAt} to={run.finishedAt} />;
  return null;
}

function Known({ id }: { id: string }) {
  const { data } = useSnapshot(id);
  return data ? <Backup snapshot={data} /> : null;
}

/** A backup's run does not name what it made; a schema is backed up by one run at a time. */
function Made({ schemaId, from, to }: { schemaId: string; from: string; to: string }) {
  const snapshots = useSnapshots(schemaId).data?.items ?? [];
  const [start, end] = [Date.parse(from), Date.parse(to)];
  const made = snapshots.find(({ takenAt }) => start <= Date.parse(takenAt) && Date.parse(takenAt) <= end);
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
