import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '../api';
import { targetsQuery } from './listTargets';

export function useDeleteTarget() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => api.deleteTarget(id),
    onSuccess: () => client.invalidateQueries(targetsQuery()),
  });
}
