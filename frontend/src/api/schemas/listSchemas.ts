import { queryOptions, useQuery } from '@tanstack/react-query';
import { api } from '../api';

export const schemasQuery = () =>
  queryOptions({ queryKey: ['schemas', 'list'], queryFn: ({ signal }) => api.listSchemas(signal) });

export const useSchemas = () => useQuery(schemasQuery());
