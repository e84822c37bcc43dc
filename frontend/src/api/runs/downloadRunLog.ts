import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '../api';

/** The whole text of a file with a run's log. The audit log tells of the download. */
export function useDownloadRunLog() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: downloadAll,
    onSuccess: () => client.invalidateQueries({ queryKey: ['audit'] }),
  });
}

async function downloadAll(runId: string): Promise<string> {
  let text = '';
  for (let after: number | null = null; ;) {
    const part = await api.downloadRunLog(runId, { format: 'text', after });
    text += part.text;
    if (part.next === null) return text;
    after = part.next;
  }
}
