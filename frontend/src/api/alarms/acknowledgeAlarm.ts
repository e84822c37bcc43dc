import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '../api';
import { retentionQuery } from '../retention/getRetention';

export function useAcknowledgeAlarm(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => api.acknowledgeAlarm(id),
    onSuccess: ({ schemaId }) =>
      Promise.all([
        client.invalidateQueries({ queryKey: ['schemas'] }),
        client.invalidateQueries(retentionQuery(schemaId)),
      ]),
  });
}
