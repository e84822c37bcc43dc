import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '../api';
import type { ReplaceConnectionString } from '../client';
import { storageChanged } from './storageChanged';

export function useReplaceConnectionString() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (request: ReplaceConnectionString) => api.replaceConnectionString(request),
    onSuccess: (card) => storageChanged(client, card),
  });
}
