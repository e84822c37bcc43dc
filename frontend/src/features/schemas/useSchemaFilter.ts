import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef } from 'react';
import { useSearchParams } from 'react-router';
import type { SchemaLocation, SchemaStatus, SchemaView } from '@/api/client';
import { addressOf } from '@/ui/addressOf';

export interface SchemaFilter {
  search: string;
  /** The address of one, as the grid shows it. */
  instance: string | null;
  location: SchemaLocation | null;
  status: SchemaStatus | null;
  hideDeleted: boolean;
  page: number;
}

/**
 * The grid's filter. It lives in the address, so that it survives reload and can be shared; whoever comes back to the grid by a
 * link without one finds the last.
 */
export function useSchemaFilter() {
  const [params, setParams] = useSearchParams();
  useLastFilter(params, setParams);
  const filter: SchemaFilter = {
    search: params.get('search') ?? '',
    instance: params.get('instance'),
    location: params.get('location') as SchemaLocation | null,
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
  const isSet = Object.values({ ...filter, page: null }).some(Boolean);
  const clear = useCallback(() => setParams({}, { replace: true }), [setParams]);
  return { filter, isSet, change, clear };
}

/** The address's query when the grid was last seen, of each app that is open. */
const lastSeen = new WeakMap<object, string>();

function useLastFilter(params: URLSearchParams, setParams: ReturnType<typeof useSearchParams>[1]): void {
  const app = useQueryClient();
  const isNew = useRef(true);
  useEffect(() => {
    const isBack = isNew.current && params.size === 0;
    isNew.current = false;
    if (isBack && lastSeen.get(app)) setParams(lastSeen.get(app), { replace: true });
    else lastSeen.set(app, params.toString());
  }, [app, params, setParams]);
}

/** Search looks in name and key. */
export function matches(schema: SchemaView, filter: SchemaFilter): boolean {
  const words = filter.search.trim().toLocaleLowerCase();
  return (
    (!words || `${schema.name}\n${schema.key}`.toLocaleLowerCase().includes(words)) &&
    (!filter.instance || addressOf(schema.siteUrl) === filter.instance) &&
    (!filter.location || schema.location === filter.location) &&
    (!filter.status || schema.status === filter.status) &&
    !(filter.hideDeleted && schema.status === 'deleted')
  );
}
