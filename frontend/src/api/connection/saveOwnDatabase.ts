import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '../api';
import type { SaveOwnDatabase } from '../client';
import { storageChanged } from './storageChanged';

export function useSaveOwnDatabase() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (request: SaveOwnDatabase) => api.saveOwnDatabase(request),
    onSuccess: (card) => storageChanged(client, card),
  });
}
