import { queryOptions, useQuery } from '@tanstack/react-query';
import { api } from '../api';

export const schemaQuery = (id: string) =>
  queryOptions({ queryKey: ['schemas', 'one', id], queryFn: ({ signal }) => api.getSchema(id, signal) });

/** Nothing is read while the id is not known. */
export const useSchema = (id: string | undefined) =>
  useQuery({ ...schemaQuery(id ?? ''), enabled: id !== undefined });
