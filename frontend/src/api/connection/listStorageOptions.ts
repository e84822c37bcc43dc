import { queryOptions, useQuery } from '@tanstack/react-query';
import { api } from '../api';

export const storageOptionsQuery = () =>
  queryOptions({ queryKey: ['storage-options'], queryFn: ({ signal }) => api.listStorageOptions(signal) });

export const useStorageOptions = () => useQuery(storageOptionsQuery());
