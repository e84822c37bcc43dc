import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '../api';
import type { AddTarget } from '../client';
import { targetsQuery } from './listTargets';

export function useAddTarget() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (request: AddTarget) => api.addTarget(request),
    onSuccess: () => client.invalidateQueries(targetsQuery()),
  });
}
