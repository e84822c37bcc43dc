import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '../api';
import { patchRuns } from '../changes/applyChanges';

export function useStopRun() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (runId: string) => api.stopRun(runId),
    onSuccess: (run) => patchRuns(client, [run]),
  });
}
