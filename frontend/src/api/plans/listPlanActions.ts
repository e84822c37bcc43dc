import { infiniteQueryOptions, useInfiniteQuery } from '@tanstack/react-query';
import { api } from '../api';

/** A plan's lines, of one kind or all. A plan never changes once it is made. */
export const planActionsQuery = (planId: string, kind: string | null) =>
  infiniteQueryOptions({
    queryKey: ['plans', 'actions', planId, kind],
    queryFn: ({ pageParam, signal }) => api.listPlanActions(planId, kind ?? undefined, pageParam, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
    staleTime: Infinity,
  });

export const usePlanActions = (planId: string, kind: string | null) =>
  useInfiniteQuery(planActionsQuery(planId, kind));
