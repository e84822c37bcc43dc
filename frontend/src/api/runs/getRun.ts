import { queryOptions, useQuery } from '@tanstack/react-query';
import { api } from '../api';

export const runQuery = (id: string) =>
  queryOptions({ queryKey: ['runs', 'one', id], queryFn: ({ signal }) => api.getRun(id, signal) });

/** Nothing is read while the id is not known. */
export const useRun = (id: string | undefined) =>
  useQuery({ ...runQuery(id ?? ''), enabled: id !== undefined });
