import { queryOptions, useQuery } from '@tanstack/react-query';
import { api } from '../api';

export const schemaQuery = (id: string) =>
  queryOptions({ queryKey: ['schemas', 'one', id], queryFn: ({ signal }) => api.getSchema(id, signal) });

export const useSchema = (id: string) => useQuery(schemaQuery(id));
