import { queryOptions, useQuery } from '@tanstack/react-query';
import { api } from '../api';

export const planQuery = (id: string) =>
  queryOptions({ queryKey: ['plans', 'one', id], queryFn: ({ signal }) => api.getPlan(id, signal) });

/** Nothing is read while the id is not known. */
export const usePlan = (id: string | undefined) =>
  useQuery({ ...planQuery(id ?? ''), enabled: id !== undefined });
