import { queryOptions, useQuery } from '@tanstack/react-query';
import { api } from '../api';

/** Whom the audit log names. */
export const auditUsersQuery = () =>
  queryOptions({
    queryKey: ['audit', 'users'],
    queryFn: ({ signal }) => api.listAuditUsers(signal),
  });

export const useAuditUsers = () => useQuery(auditUsersQuery());
