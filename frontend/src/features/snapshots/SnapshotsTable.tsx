import DynamicTable from '@atlaskit/dynamic-table';
import { useSchema } from '@/api/schemas/getSchema';
import { useSnapshots } from '@/api/snapshots/listSnapshots';
import { ScrollX } from '@/ui/ScrollX';
import { Nothing } from '@/ui/states/Nothing';
import { QueryView } from '@/ui/states/QueryView';
import { TableSkeleton } from '@/ui/states/Skeleton';
import { useText } from '@/ui/text/useText';
import { snapshotHead, snapshotRow } from './snapshotRow';

const pageSize = 25;

/** The available backups of a schema. */
export function SnapshotsTable({ schemaId }: { schemaId: string }) {
  const t = useText();
  const none = useSchema(schemaId).data?.activeRun?.kind === 'backup' ? 'first' : 'none';
  return (
    <QueryView
      query={useSnapshots(schemaId)}
      skeleton={<TableSkeleton columns={8} />}
      isEmpty={({ items }) => items.length === 0}
      empty={<Nothing title={t(`snapshots.${none}.title`)} text={t(`snapshots.${none}.text`)} />}
    >
      {({ items }) => (
        <ScrollX>
          <DynamicTable
            label={t('snapshots.available')}
            head={snapshotHead(t)}
            rows={items.map((snapshot) => snapshotRow(snapshot))}
            rowsPerPage={items.length > pageSize ? pageSize : undefined}
          />
        </ScrollX>
      )}
    </QueryView>
  );
}
