import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '../api';
import { patchSchedule } from '../changes/applyChanges';
import type { ScheduleRequest } from '../client';
import { fetchStartedRun } from '../runs/fetchStartedRun';

export function useSaveSchedule(schemaId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (request: ScheduleRequest) => api.saveSchedule(schemaId, request),
    onSuccess: ({ schedule, runId }) => {
      patchSchedule(client, schemaId, schedule);
      return runId ? fetchStartedRun(client, runId) : undefined;
    },
  });
}
