import type { QueryClient } from '@tanstack/react-query';
import type { ConnectionCard } from '../client';
import { sessionQuery } from '../session/getSession';
import { connectionQuery } from './getConnection';

/** Which backups can be read, and what can be chosen next, depends on the storage: all but the card is asked for anew. */
export async function storageChanged(client: QueryClient, card: ConnectionCard) {
  const { queryKey } = connectionQuery();
  client.setQueryData(queryKey, card);
  await client.invalidateQueries(sessionQuery());
  void client.invalidateQueries({
    predicate: (query) =>
      query.queryKey[0] !== queryKey[0] && query.queryKey[0] !== sessionQuery().queryKey[0],
  });
}
