import { queryOptions, useQuery } from '@tanstack/react-query';
import { api } from '../api';

export const snapshotQuery = (id: string) =>
  queryOptions({ queryKey: ['snapshots', 'one', id], queryFn: ({ signal }) => api.getSnapshot(id, signal) });

export const useSnapshot = (id: string) => useQuery(snapshotQuery(id));
