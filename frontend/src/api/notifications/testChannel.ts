import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '../api';
import { channelsQuery } from './listChannels';

/** Sends a test message; the list tells afterwards what became of it. */
export function useTestChannel() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => api.testChannel(id),
    onSettled: () => client.invalidateQueries(channelsQuery()),
  });
}
