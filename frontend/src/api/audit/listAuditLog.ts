import { infiniteQueryOptions, useInfiniteQuery } from '@tanstack/react-query';
import { api } from '../api';
import type { AuditFilter } from '../client';

/** The audit log, the newest line first, page by page. */
export const auditLogQuery = (filter: AuditFilter) =>
  infiniteQueryOptions({
    queryKey: ['audit', 'log', filter],
    queryFn: ({ pageParam, signal }) =>
      api.listAuditLog(
        filter.from ?? undefined,
        filter.to ?? undefined,
        filter.action ?? undefined,
        filter.user ?? undefined,
        pageParam,
        signal,
      ),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
    select: ({ pages }) => pages.flatMap(({ items }) => items),
    // Whatever is done anywhere adds a line.
    staleTime: 0,
  });

export const useAuditLog = (filter: AuditFilter) => useInfiniteQuery(auditLogQuery(filter));
