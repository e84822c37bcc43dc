import { queryOptions, useQuery } from '@tanstack/react-query';
import { api } from '../api';

export const snapshotsQuery = (schemaId: string) =>
  queryOptions({
    queryKey: ['snapshots', 'list', schemaId],
    queryFn: ({ signal }) => api.listSnapshots(schemaId, signal),
  });

export const useSnapshots = (schemaId: string) => useQuery(snapshotsQuery(schemaId));
