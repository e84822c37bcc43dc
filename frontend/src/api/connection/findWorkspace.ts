import { useMutation } from '@tanstack/react-query';
import { api } from '../api';
import type { FindWorkspace } from '../client';

/** "Find it for me" of the credentials and target forms. */
export const useFindWorkspace = () =>
  useMutation({ mutationFn: (request: FindWorkspace) => api.findWorkspace(request) });
