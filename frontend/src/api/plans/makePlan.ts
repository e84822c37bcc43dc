import { useMutation } from '@tanstack/react-query';
import { api } from '../api';
import type { MakePlan } from '../client';

export const useMakePlan = () => useMutation({ mutationFn: (request: MakePlan) => api.makePlan(request) });
