import { queryOptions, useQuery } from '@tanstack/react-query';
import { api } from '../api';

export const retentionQuery = (schemaId: string) =>
  queryOptions({
    queryKey: ['retention', schemaId],
    queryFn: ({ signal }) => api.getRetention(schemaId, signal),
  });

export const useRetention = (schemaId: string) => useQuery(retentionQuery(schemaId));
