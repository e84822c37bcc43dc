import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '../api';
import { fetchStartedRun } from '../runs/fetchStartedRun';

interface Wanted {
  description: string;
  /** Null leaves it to the server. */
  attachments: boolean | null;
}

export function useBackUp(schemaId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ description, attachments }: Wanted) =>
      api.backUp(schemaId, { description: description.trim() || null, attachments }),
    onSuccess: ({ runId }) => fetchStartedRun(client, runId),
  });
}
