import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '../api';
import { sessionQuery } from '../session/getSession';
import { connectionQuery } from './getConnection';

export function useSaveStorage() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (region: string) => api.saveStorage({ region }),
    onSuccess: (card) => {
      client.setQueryData(connectionQuery().queryKey, card);
      return client.invalidateQueries(sessionQuery());
    },
  });
}
