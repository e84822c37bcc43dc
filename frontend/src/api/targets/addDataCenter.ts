import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '../api';
import type { AddDataCenter } from '../client';
import { targetsQuery } from './listTargets';

export function useAddDataCenter() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (request: AddDataCenter) => api.addDataCenter(request),
    onSuccess: () => client.invalidateQueries(targetsQuery()),
  });
}
