import { queryOptions, useQuery } from '@tanstack/react-query';
import { api } from '../api';

export const targetsQuery = () =>
  queryOptions({ queryKey: ['targets'], queryFn: ({ signal }) => api.listTargets(signal) });

export const useTargets = () => useQuery(targetsQuery());
