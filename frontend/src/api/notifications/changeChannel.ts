import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '../api';
import type { ChannelChange } from '../client';
import { channelsQuery } from './listChannels';

export function useChangeChannel(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (change: ChannelChange) => api.changeChannel(id, change),
    onSuccess: () => client.invalidateQueries(channelsQuery()),
  });
}
