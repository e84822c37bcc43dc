import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query';
import { api } from '../api';
import type { RetentionPolicy } from '../client';
import { retentionQuery } from './getRetention';

export const retentionPreviewQuery = (schemaId: string, policy: RetentionPolicy) =>
  queryOptions({
    // Below that of the schema: what it depends on, such as its backups and alarms, is the same.
    queryKey: [...retentionQuery(schemaId).queryKey, policy],
    queryFn: ({ signal }) => api.previewRetention(schemaId, policy, signal),
  });

/** What a policy would delete now; the last answer stays until the next comes. Nothing is asked while there is no policy. */
export const useRetentionPreview = (schemaId: string, policy: RetentionPolicy | null) =>
  useQuery({
    ...retentionPreviewQuery(
      schemaId,
      policy ?? { withinDays: 0, daily: 0, weekly: 0, monthly: 0, yearly: 0 },
    ),
    enabled: policy !== null,
    placeholderData: keepPreviousData,
  });
