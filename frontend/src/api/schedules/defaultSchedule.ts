import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '../api';

const defaultScheduleQuery = () =>
  queryOptions({
    queryKey: ['defaultSchedule'],
    queryFn: ({ signal }) => api.getDefaultSchedule(signal),
  });

export const useDefaultSchedule = () => useQuery(defaultScheduleQuery());

export function useSaveDefaultSchedule() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (timeZone: string | null) => api.saveDefaultSchedule({ timeZone }),
    onSuccess: (saved) => client.setQueryData(defaultScheduleQuery().queryKey, saved),
  });
}
