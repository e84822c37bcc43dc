import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '../api';
import { runsQuery } from '../runs/listRuns';

export function useSyncSchemas() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => api.syncSchemas(),
    onSuccess: () => client.invalidateQueries(runsQuery()),
  });
}
