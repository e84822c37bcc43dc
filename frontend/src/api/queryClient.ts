import { QueryClient } from '@tanstack/react-query';
import { ApiFailure } from './ApiFailure';

/** What is live is patched by the poller (useLiveChanges), so nothing is read again merely because it is mounted again. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 30_000,
        refetchOnWindowFocus: false,
        retry: (failures, error) => failures < 2 && ApiFailure.of(error).status >= 502,
        retryDelay: (attempt) => 500 * 2 ** attempt,
      },
      mutations: { retry: false },
    },
  });
}
