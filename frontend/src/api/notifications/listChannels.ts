import { queryOptions, useQuery } from '@tanstack/react-query';
import { api } from '../api';

export const channelsQuery = () =>
  queryOptions({ queryKey: ['channels'], queryFn: ({ signal }) => api.listChannels(signal) });

export const useChannels = () => useQuery(channelsQuery());
