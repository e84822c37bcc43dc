import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '../api';
import type { RetentionPolicy } from '../client';
import { retentionQuery } from './getRetention';

/** Without a policy the schema follows the default of all schemas. */
export function useSaveRetention(schemaId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (policy: RetentionPolicy | null) =>
      policy ? api.saveRetention(schemaId, policy) : api.followDefaultRetention(schemaId),
    onSuccess: () => client.invalidateQueries(retentionQuery(schemaId)),
  });
}
