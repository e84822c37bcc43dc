import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '../api';
import type { AuditFilter, AuditFormat } from '../client';

interface Export {
  format: AuditFormat;
  filter: AuditFilter;
}

/** The whole text of a file with the lines that pass the filter. The export is itself a line of the log. */
export function useExportAuditLog() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: exportAll,
    onSuccess: () => client.invalidateQueries({ queryKey: ['audit'] }),
  });
}

async function exportAll({ format, filter }: Export): Promise<string> {
  let text = '';
  for (let before: number | null = null; ;) {
    const part = await api.exportAuditLog({ format, filter, before });
    text += part.text;
    if (part.next === null) return text;
    before = part.next;
  }
}
