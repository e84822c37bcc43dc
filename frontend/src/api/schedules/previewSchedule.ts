import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query';
import { api } from '../api';
import type { ScheduleTimeRequest } from '../client';

export const schedulePreviewQuery = (schemaId: string, time: ScheduleTimeRequest) =>
  queryOptions({
    queryKey: ['schedulePreview', schemaId, time],
    queryFn: ({ signal }) => api.previewSchedule(schemaId, time, signal),
  });

/** When a schedule would be due; the last answer stays until the next comes. Nothing is asked while there is no time. */
export const useSchedulePreview = (schemaId: string, time: ScheduleTimeRequest | null) =>
  useQuery({
    ...schedulePreviewQuery(schemaId, time ?? { kind: 'recommended', cron: null, timeZone: '' }),
    enabled: time !== null,
    placeholderData: keepPreviousData,
  });
