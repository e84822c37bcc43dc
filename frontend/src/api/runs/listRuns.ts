import { queryOptions, useQuery } from '@tanstack/react-query';
import { api } from '../api';

/** The newest runs of one schema, or of all. */
export const runsQuery = (schemaId?: string) =>
  queryOptions({
    queryKey: ['runs', 'list', schemaId ?? 'all'],
    queryFn: ({ signal }) => api.listRuns(schemaId, signal),
  });

export const useRuns = (schemaId?: string) => useQuery(runsQuery(schemaId));
