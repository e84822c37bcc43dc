import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '../api';
import { fetchStartedRun } from '../runs/fetchStartedRun';

export function useVerifySnapshot() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (snapshotId: string) => api.verifySnapshot(snapshotId),
    onSuccess: ({ runId }) => fetchStartedRun(client, runId),
  });
}
