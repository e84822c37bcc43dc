import { useCallback } from 'react';
import { useSearchParams } from 'react-router';
import type { SchemaStatus, SchemaView } from '@/api/client';

export interface SchemaFilter {
  search: string;
  status: SchemaStatus | null;
  hideDeleted: boolean;
  page: number;
}

/** The grid's filter. It lives in the address, so that it survives navigation and reload and can be shared. */
export function useSchemaFilter() {
  const [params, setParams] = useSearchParams();
  const filter: SchemaFilter = {
    search: params.get('search') ?? '',
    status: params.get('status') as SchemaStatus | null,
    hideDeleted: params.has('hideDeleted'),
    page: Math.max(1, Number(params.get('page')) || 1),
  };
  const change = useCallback(
    (part: Partial<SchemaFilter>) =>
      setParams(
        (now) => {
          if (!('page' in part)) now.delete('page');
          for (const [name, value] of Object.entries(part)) {
            if (value) now.set(name, String(value === true ? 1 : value));
            else now.delete(name);
          }
          return now;
        },
        { replace: true },
      ),
    [setParams],
  );
  const isSet = Boolean(filter.search || filter.status || filter.hideDeleted);
  const clear = useCallback(() => setParams({}, { replace: true }), [setParams]);
  return { filter, isSet, change, clear };
}

/** Search looks in name and key. */
export function matches(schema: SchemaView, { search, status, hideDeleted }: SchemaFilter): boolean {
  const words = search.trim().toLocaleLowerCase();
  return (
    (!words || `${schema.name}\n${schema.key}`.toLocaleLowerCase().includes(words)) &&
    (!status || schema.status === status) &&
    !(hideDeleted && schema.status === 'deleted')
  );
}
