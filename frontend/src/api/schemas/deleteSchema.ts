import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '../api';
import type { SchemaView } from '../client';

/** One that is gone from Assets goes with its backups, any other without. */
export function useDeleteSchema({ id, status }: SchemaView) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => api.deleteSchema(id, status === 'deleted'),
    onSettled: () => client.invalidateQueries({ queryKey: ['schemas', 'list'] }),
  });
}
