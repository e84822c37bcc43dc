import { queryOptions, useQuery } from '@tanstack/react-query';
import { api } from '../api';

export const runQuery = (id: string) =>
  queryOptions({ queryKey: ['runs', 'one', id], queryFn: ({ signal }) => api.getRun(id, signal) });

export const useRun = (id: string) => useQuery(runQuery(id));
