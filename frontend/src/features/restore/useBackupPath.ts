import { useSchema } from '@/api/schemas/getSchema';
import { useSnapshot } from '@/api/snapshots/getSnapshot';
import { useText } from '@/ui/text/useText';

/** The pages above a restore: its schema and its backup, as far as they are known. */
export function useBackupPath(snapshotId: string | undefined) {
  const t = useText();
  const snapshot = useSnapshot(snapshotId).data;
  const schema = useSchema(snapshot?.schemaId).data;
  const home = { text: t('home'), href: '/' };
  if (!snapshot) return [home];
  return [
    home,
    { text: schema?.name ?? t('schema'), href: `/schemas/${snapshot.schemaId}/backups` },
    { text: t('snapshot.title', { id: snapshot.shortId }), href: `/snapshots/${snapshot.id}` },
  ];
}
