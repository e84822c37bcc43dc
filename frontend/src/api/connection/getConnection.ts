import { queryOptions, useQuery } from '@tanstack/react-query';
import { api } from '../api';

export const connectionQuery = () =>
  queryOptions({ queryKey: ['connection'], queryFn: ({ signal }) => api.getConnection(signal) });

export const useConnection = () => useQuery(connectionQuery());
