import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '../api';
import { fetchStartedRun } from '../runs/fetchStartedRun';

export function useBackUp(schemaId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (description: string) => api.backUp(schemaId, { description: description.trim() || null }),
    onSuccess: ({ runId }) => fetchStartedRun(client, runId),
  });
}
