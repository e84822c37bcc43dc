import { QueryClient } from '@tanstack/react-query';
import { beforeEach, expect, test } from 'vitest';
import { aRun, aSchema, aSnapshot } from '@/testing/world';
import type { ChangeSet } from '../client';
import { runQuery } from '../runs/getRun';
import { runsQuery } from '../runs/listRuns';
import { schemaQuery } from '../schemas/getSchema';
import { schemasQuery } from '../schemas/listSchemas';
import { snapshotsQuery } from '../snapshots/listSnapshots';
import { applyChanges } from './applyChanges';

let client: QueryClient;

const apply = (part: Partial<ChangeSet>) =>
  applyChanges(client, { cursor: 2, runs: [], schemas: [], snapshots: [], plans: [], ...part });

const backup = aRun({ id: 'run', kind: 'backup', state: 'running', schemaId: 'its', done: 10 });

beforeEach(() => {
  client = new QueryClient();
  client.setQueryData(schemasQuery().queryKey, {
    items: [aSchema({ id: 'its', name: 'IT', key: 'ITS' }), aSchema({ id: 'hr', name: 'HR', key: 'HR' })],
  });
});

const its = () => client.getQueryData(schemasQuery().queryKey)!.items[0]!;

test('a running backup shows on its schema and on no other', () => {
  apply({ runs: [backup] });
  expect(its().activeRun).toEqual(backup);
  expect(client.getQueryData(schemasQuery().queryKey)!.items[1]!.activeRun).toBeNull();
});

test('a backup that ended becomes the last one', () => {
  apply({ runs: [backup] });
  const ended = { ...backup, state: 'failed' as const };
  apply({ runs: [ended] });
  expect(its().activeRun).toBeNull();
  expect(its().lastBackup).toEqual(ended);
});

test('an older run that is reported late does not replace a newer one', () => {
  const newer = aRun({
    id: 'newer',
    kind: 'backup',
    state: 'succeeded',
    schemaId: 'its',
    createdAt: '2026-11-23T10:00:00Z',
  });
  apply({ runs: [newer] });
  apply({ runs: [{ ...newer, id: 'older', state: 'failed', createdAt: '2026-11-22T10:00:00Z' }] });
  expect(its().lastBackup?.id).toBe('newer');
});

test('a verification does not become the last backup', () => {
  apply({ runs: [{ ...backup, kind: 'verify', state: 'succeeded' }] });
  expect(its().lastBackup).toBeNull();
});

test('a new run is first in the lists that are open; lists that nobody opened stay unread', () => {
  client.setQueryData(runsQuery().queryKey, {
    items: [aRun({ id: 'old', kind: 'sync', state: 'succeeded' })],
  });
  apply({ runs: [backup] });
  expect(client.getQueryData(runsQuery().queryKey)!.items.map(({ id }) => id)).toEqual(['run', 'old']);
  expect(client.getQueryData(runQuery('run').queryKey)).toEqual(backup);
  expect(client.getQueryData(runsQuery('its').queryKey)).toBeUndefined();
});

test('a run that is in a list already changes in its place', () => {
  client.setQueryData(runsQuery().queryKey, {
    items: [aRun({ id: 'a', kind: 'sync', state: 'succeeded' }), backup],
  });
  apply({ runs: [{ ...backup, done: 20 }] });
  expect(client.getQueryData(runsQuery().queryKey)!.items.map(({ id, done }) => [id, done])).toEqual([
    ['a', 0],
    ['run', 20],
  ]);
});

test('a new snapshot is first in its schema’s list', () => {
  client.setQueryData(snapshotsQuery('its').queryKey, { items: [aSnapshot({ id: 'one', schemaId: 'its' })] });
  apply({ snapshots: [aSnapshot({ id: 'two', schemaId: 'its' })] });
  expect(client.getQueryData(snapshotsQuery('its').queryKey)!.items.map(({ id }) => id)).toEqual([
    'two',
    'one',
  ]);
});

test('a renamed schema changes in the grid and on its page', () => {
  const renamed = aSchema({ id: 'its', name: 'IT renamed', key: 'ITS' });
  apply({ schemas: [renamed] });
  expect(its()).toEqual(renamed);
  expect(client.getQueryData(schemaQuery('its').queryKey)).toEqual(renamed);
});

test('a sync that ended makes the session and the connection be read again', () => {
  client.setQueryData(['session'], {});
  client.setQueryData(['connection'], {});
  apply({ runs: [aRun({ id: 's', kind: 'sync', state: 'succeeded' })] });
  expect(client.getQueryState(['session'])!.isInvalidated).toBe(true);
  expect(client.getQueryState(['connection'])!.isInvalidated).toBe(true);
});

test('a run that is paused makes the connection be read again: its token may be refused', () => {
  client.setQueryData(['connection'], {});
  apply({ runs: [{ ...backup, state: 'paused', errorCode: 'token-rejected' }] });
  expect(client.getQueryState(['connection'])!.isInvalidated).toBe(true);
});

test('a sync that ended makes the pages of schemas be read again: their attachments may be told now', () => {
  const { queryKey } = schemaQuery('its');
  client.setQueryData(queryKey, aSchema({ id: 'its', name: 'IT', key: 'ITS' }));
  apply({ runs: [aRun({ id: 's', kind: 'sync', state: 'succeeded' })] });
  expect(client.getQueryState(queryKey)!.isInvalidated).toBe(true);
});
