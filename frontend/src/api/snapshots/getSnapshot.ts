import { queryOptions, useQuery } from '@tanstack/react-query';
import { api } from '../api';

export const snapshotQuery = (id: string) =>
  queryOptions({ queryKey: ['snapshots', 'one', id], queryFn: ({ signal }) => api.getSnapshot(id, signal) });

/** Nothing is read while the id is not known. */
export const useSnapshot = (id: string | undefined) =>
  useQuery({ ...snapshotQuery(id ?? ''), enabled: id !== undefined });
