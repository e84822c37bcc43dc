import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '../api';
import { runsQuery } from '../runs/listRuns';

export function useScheduleAll() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (timeZone: string) => api.scheduleAll({ timeZone }),
    onSuccess: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: ['schemas'] }),
        client.invalidateQueries(runsQuery()),
      ]),
  });
}
