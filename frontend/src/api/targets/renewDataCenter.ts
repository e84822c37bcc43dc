import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '../api';
import type { DataCenterSignIn } from '../client';
import { targetsQuery } from './listTargets';

export function useRenewDataCenter(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (account: DataCenterSignIn) => api.renewDataCenter(id, account),
    onSuccess: () => client.invalidateQueries(targetsQuery()),
  });
}
