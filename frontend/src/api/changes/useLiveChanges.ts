import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { api } from '../api';
import { applyChanges } from './applyChanges';

const visible = 2_000;
const hidden = 10_000;
const patience = 3;

/**
 * The app's one poller. Answers whether what is shown is up to date: false after three calls in a row failed,
 * and true again with the first that succeeds.
 */
export function useLiveChanges(): boolean {
  const client = useQueryClient();
  const [isLive, setLive] = useState(true);
  useEffect(() => poll(client, setLive), [client]);
  return isLive;
}

function poll(client: QueryClient, report: (isLive: boolean) => void): () => void {
  const end = new AbortController();
  let timer: ReturnType<typeof setTimeout>;
  let cursor: number | undefined;
  let failures = 0;
  let isAsking = false;

  const ask = async () => {
    if (isAsking) return;
    isAsking = true;
    clearTimeout(timer);
    try {
      const changes = await api.getChanges(cursor, end.signal);
      if (end.signal.aborted) return;
      // What was read before the first cursor may have changed in between.
      if (cursor === undefined || failures >= patience)
        void client.invalidateQueries({ predicate: isLiveQuery });
      else applyChanges(client, changes);
      cursor = changes.cursor;
      failures = 0;
    } catch {
      if (end.signal.aborted) return;
      failures += 1;
    } finally {
      isAsking = false;
    }
    report(failures < patience);
    timer = setTimeout(ask, document.hidden ? hidden : visible);
  };

  const onVisibility = () => {
    if (!document.hidden) void ask();
  };
  document.addEventListener('visibilitychange', onVisibility);
  void ask();
  return () => {
    end.abort();
    clearTimeout(timer);
    document.removeEventListener('visibilitychange', onVisibility);
  };
}

const isLiveQuery = ({ queryKey: [noun, kind] }: { queryKey: readonly unknown[] }) =>
  ['runs', 'schemas', 'snapshots', 'plans'].includes(String(noun)) && kind !== 'actions' && kind !== 'log';
