import { useMutation } from '@tanstack/react-query';
import { api } from '../api';

export function useRenewSigningSecret() {
  return useMutation({ mutationFn: (id: string) => api.renewSigningSecret(id) });
}
