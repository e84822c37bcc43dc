import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '../api';
import { channelsQuery } from './listChannels';

export function useDeleteChannel() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => api.deleteChannel(id),
    onSuccess: () => client.invalidateQueries(channelsQuery()),
  });
}
