import { queryOptions, useQuery } from '@tanstack/react-query';
import { api } from '../api';

export const sessionQuery = () =>
  queryOptions({ queryKey: ['session'], queryFn: ({ signal }) => api.getSession(signal) });

export const useSession = () => useQuery(sessionQuery());
