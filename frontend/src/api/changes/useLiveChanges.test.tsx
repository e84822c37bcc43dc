import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, renderHook } from '@testing-library/react';
import type { PropsWithChildren } from 'react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { aRun } from '@/testing/world';
import { api } from '../api';
import type { ChangeSet } from '../client';
import { runQuery } from '../runs/getRun';
import { useLiveChanges } from './useLiveChanges';

const none: ChangeSet = { cursor: 7, runs: [], schemas: [], snapshots: [], plans: [] };
const run = aRun({ id: 'run', kind: 'backup', state: 'running' });

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  Object.defineProperty(document, 'hidden', { value: false, configurable: true });
});

function start() {
  const client = new QueryClient();
  const wrapper = ({ children }: PropsWithChildren) => (
    <QueryClientProvider client={client}>{children}</QueryClientProvider>
  );
  return { client, ...renderHook(() => useLiveChanges(), { wrapper }) };
}

const pass = (milliseconds: number) => act(() => vi.advanceTimersByTimeAsync(milliseconds));

test('asks without a cursor once, then every two seconds with the cursor of the answer before', async () => {
  const getChanges = vi.spyOn(api, 'getChanges').mockResolvedValue(none);
  start();
  await pass(4_100);
  expect(getChanges.mock.calls.map(([after]) => after)).toEqual([undefined, 7, 7]);
});

test('asks every ten seconds while the page is hidden, and at once when it is shown again', async () => {
  const getChanges = vi.spyOn(api, 'getChanges').mockResolvedValue(none);
  Object.defineProperty(document, 'hidden', { value: true, configurable: true });
  start();
  await pass(9_900);
  expect(getChanges).toHaveBeenCalledTimes(1);
  Object.defineProperty(document, 'hidden', { value: false, configurable: true });
  document.dispatchEvent(new Event('visibilitychange'));
  await pass(10);
  expect(getChanges).toHaveBeenCalledTimes(2);
});

test('puts what changed into the cache', async () => {
  vi.spyOn(api, 'getChanges')
    .mockResolvedValueOnce(none)
    .mockResolvedValue({ ...none, runs: [run] });
  const { client } = start();
  await pass(2_100);
  expect(client.getQueryData(runQuery('run').queryKey)).toEqual(run);
});

test('says that the page is not up to date after three failures, and takes it back at the first success', async () => {
  const getChanges = vi.spyOn(api, 'getChanges').mockRejectedValue(new TypeError('no network'));
  const { result } = start();
  await pass(2_100);
  expect(result.current).toBe(true);
  await pass(2_100);
  expect(result.current).toBe(false);
  getChanges.mockResolvedValue(none);
  await pass(2_100);
  expect(result.current).toBe(true);
});

test('stops asking when the app is gone', async () => {
  const getChanges = vi.spyOn(api, 'getChanges').mockResolvedValue(none);
  const { unmount } = start();
  await pass(10);
  unmount();
  await pass(10_000);
  expect(getChanges).toHaveBeenCalledTimes(1);
});
