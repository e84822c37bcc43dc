import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '../api';
import type { TargetAccount } from '../client';
import { targetsQuery } from './listTargets';

export function useRenewTarget(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (account: TargetAccount) => api.renewTarget(id, account),
    onSuccess: () => client.invalidateQueries(targetsQuery()),
  });
}
