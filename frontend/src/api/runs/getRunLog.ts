import { queryOptions, useQuery } from '@tanstack/react-query';
import { api } from '../api';
import type { RunLogPage } from '../client';

const live = 2_000;

/** All lines of a run's log. Each reading asks only for what came since the one before. */
export const runLogQuery = (runId: string) =>
  queryOptions({
    queryKey: ['runs', 'log', runId],
    staleTime: 0,
    queryFn: async ({ client, queryKey, signal }) => {
      let log = client.getQueryData<RunLogPage>(queryKey) ?? { items: [], next: 0 };
      for (;;) {
        const page = await api.getRunLog(runId, log.next, signal);
        if (page.items.length === 0) return log;
        log = { items: [...log.items, ...page.items], next: page.next };
      }
    },
  });

export const useRunLog = (runId: string, isActive: boolean) =>
  useQuery({ ...runLogQuery(runId), refetchInterval: isActive ? live : false });
