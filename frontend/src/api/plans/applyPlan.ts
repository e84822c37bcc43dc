import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '../api';
import { fetchStartedRun } from '../runs/fetchStartedRun';
import { planQuery } from './getPlan';

export function useApplyPlan(planId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => api.applyPlan(planId),
    onSuccess: async ({ runId }) => {
      await fetchStartedRun(client, runId);
      await client.invalidateQueries(planQuery(planId));
    },
  });
}
