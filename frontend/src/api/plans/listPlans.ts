import { queryOptions, useQuery } from '@tanstack/react-query';
import { api } from '../api';

export const plansQuery = (schemaId: string) =>
  queryOptions({
    queryKey: ['plans', 'list', schemaId],
    queryFn: ({ signal }) => api.listPlans(schemaId, signal),
  });

export const usePlans = (schemaId: string) => useQuery(plansQuery(schemaId));
