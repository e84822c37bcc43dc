import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '../api';
import { fetchStartedRun } from '../runs/fetchStartedRun';

interface Wanted {
  description: string;
  /** Null leaves it to the server. */
  attachments: boolean | null;
  /** Null where there is no archive. */
  archived: boolean | null;
}

export function useBackUp(schemaId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ description, ...parts }: Wanted) =>
      api.backUp(schemaId, { description: description.trim() || null, ...parts }),
    onSuccess: ({ runId }) => fetchStartedRun(client, runId),
  });
}
