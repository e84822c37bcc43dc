import { queryOptions, useQuery } from '@tanstack/react-query';
import { api } from '../api';

export const planQuery = (id: string) =>
  queryOptions({ queryKey: ['plans', 'one', id], queryFn: ({ signal }) => api.getPlan(id, signal) });

export const usePlan = (id: string) => useQuery(planQuery(id));
