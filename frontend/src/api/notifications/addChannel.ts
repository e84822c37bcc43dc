import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '../api';
import type { AddChannel } from '../client';
import { channelsQuery } from './listChannels';

export function useAddChannel() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (request: AddChannel) => api.addChannel(request),
    onSuccess: () => client.invalidateQueries(channelsQuery()),
  });
}
