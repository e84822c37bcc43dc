import type { QueryClient } from '@tanstack/react-query';
import { patchRuns } from '../changes/applyChanges';
import { runQuery } from './getRun';

/** Shows a run that was just started at once, instead of at the next poll; the poll brings it anyway. */
export async function fetchStartedRun(client: QueryClient, runId: string): Promise<void> {
  const run = await client.fetchQuery({ ...runQuery(runId), staleTime: 0 }).catch(() => null);
  if (run) patchRuns(client, [run]);
}
