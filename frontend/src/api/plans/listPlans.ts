import { queryOptions, useQuery } from '@tanstack/react-query';
import { api } from '../api';

/** Plans made from a schema's backups; of every schema when none is named. */
export const plansQuery = (schemaId?: string) =>
  queryOptions({
    queryKey: ['plans', 'list', schemaId ?? 'all'],
    queryFn: ({ signal }) => api.listPlans(schemaId, signal),
  });

export const usePlans = (schemaId?: string) => useQuery(plansQuery(schemaId));
