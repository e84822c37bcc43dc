import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '../api';
import type { SnapshotView } from '../client';
import { snapshotsQuery } from './listSnapshots';

/** The schema may have another last backup then. */
export function useDeleteSnapshot({ id, schemaId }: SnapshotView) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => api.deleteSnapshot(id),
    onSuccess: () =>
      Promise.all([
        client.invalidateQueries(snapshotsQuery(schemaId)),
        client.invalidateQueries({ queryKey: ['schemas'] }),
      ]),
  });
}
