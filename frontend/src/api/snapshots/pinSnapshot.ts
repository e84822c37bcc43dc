import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '../api';
import { snapshotQuery } from './getSnapshot';
import { snapshotsQuery } from './listSnapshots';

export function usePinSnapshot(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (isPinned: boolean) => api.pinSnapshot(id, { isPinned }),
    onSuccess: (snapshot) => {
      client.setQueryData(snapshotQuery(id).queryKey, snapshot);
      return client.invalidateQueries(snapshotsQuery(snapshot.schemaId));
    },
  });
}
