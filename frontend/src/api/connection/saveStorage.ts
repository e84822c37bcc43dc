import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '../api';
import { storageChanged } from './storageChanged';

export function useSaveStorage() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (region: string) => api.saveStorage({ region }),
    onSuccess: (card) => storageChanged(client, card),
  });
}
