import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '../api';
import type { SaveCredentials } from '../client';
import { sessionQuery } from '../session/getSession';
import { connectionQuery } from './getConnection';

export function useSaveCredentials() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (request: SaveCredentials) => api.saveCredentials(request),
    onSuccess: () =>
      Promise.all([client.invalidateQueries(sessionQuery()), client.invalidateQueries(connectionQuery())]),
  });
}
