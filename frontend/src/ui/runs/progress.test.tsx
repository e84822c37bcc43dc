import { act, renderHook, screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { RunView } from '@/api/client';
import { dataCenterWorld } from '@/testing/dataCenterWorld';
import { renderApp } from '@/testing/renderApp';
import { tokenWorld } from '@/testing/runWorlds';
import { aRun, setUpWorld } from '@/testing/world';
import { useWaitsFor } from './useWaitsFor';

const show = (part: Partial<RunView>) => {
  const run = aRun({ id: 'r', kind: 'backup', state: 'running', step: 'Reading objects', ...part });
  return renderApp('/activity/r', { ...setUpWorld(), runs: [run] });
};

describe('the progress of a run', () => {
  test('is not 100 % before all is done', async () => {
    show({ done: 2999, total: 3000 });
    expect(await screen.findByText('99%, 2,999 of 3,000')).toBeTruthy();
  });

  test('of a step without anything to do claims no share', async () => {
    show({ done: 0, total: 0 });
    await screen.findByText('Reading objects');
    expect(screen.queryByText(/%/)).toBeNull();
  });

  test('that is slow is told by the minute', async () => {
    show({ done: 20, ratePerSecond: 0.04 });
    expect(await screen.findByText('20 done · 2.4/min')).toBeTruthy();
  });

  const eta = { done: 1, total: 100, ratePerSecond: 1.2, etaSecondsLow: 66, etaSecondsHigh: 89 };

  test('tells the time left as a range', async () => {
    show(eta);
    expect(await screen.findByText('65–90 seconds left in this step')).toBeTruthy();
  });

  test('tells no time left of a run that is stopping', async () => {
    show({ ...eta, stopRequested: true });
    expect(await screen.findByText('Stopping: Reading objects')).toBeTruthy();
    expect(screen.queryByText(/left in this step/)).toBeNull();
  });

  test('does not move in the queue', async () => {
    show({ state: 'queued', step: null, waitsFor: 'Waiting for its turn' });
    await screen.findByText('Waiting for its turn');
    expect(screen.queryByRole('progressbar')).toBeNull();
  });

  test('moves while it goes on', async () => {
    show({});
    expect(await screen.findByRole('progressbar', { name: 'Reading objects' })).toBeTruthy();
  });
});

describe('the question before a run is stopped', () => {
  test.each([
    [
      'not begun',
      { state: 'queued', startedAt: null, step: null },
      /^It has not begun: nothing was read or changed/,
    ],
    ['reading objects', {}, /it ends without a backup\. What was read so far shortens the next backup/],
    ['with its objects stored', { hasBackup: true }, /^Its objects are stored: the backup stays/],
    [
      'with its objects stored, in the queue',
      { hasBackup: true, state: 'queued' },
      /^Its objects are stored/,
    ],
  ] as const)('tells what becomes of a backup that is %s', async (_, part, words) => {
    const { user } = show(part);
    await user.click(await screen.findByRole('button', { name: 'Stop' }));
    expect(await within(await screen.findByRole('dialog')).findByText(words)).toBeTruthy();
  });
});

describe('a run without a token', () => {
  const wait = { state: 'paused', errorCode: 'token-rejected', waitsFor: 'The token is dead.' } as const;

  test('is paused, says why, and leads to where a new one is entered', async () => {
    show(wait);
    expect(await screen.findByText('The backup is paused')).toBeTruthy();
    expect(screen.getAllByText('The token is dead.')).toHaveLength(1);
    const enter = screen.getByRole('link', { name: 'Enter a new token' });
    expect(enter.getAttribute('href')).toBe('/settings/connection');
  });

  test.each([
    ['initech', 'backup', 'Enter a new sign-in for Initech'],
    ['globex', 'restore', 'Enter a new token for Globex'],
  ] as const)('leads to the target instance that waits: %s', async (connectionId, kind, name) => {
    const run = aRun({ id: 'dc', kind, connectionId, ...wait });
    renderApp('/activity/dc', { ...dataCenterWorld(), runs: [run] });
    const enter = await screen.findByRole('link', { name });
    expect(enter.getAttribute('href')).toBe(`/settings/targets/${connectionId}/token`);
    expect(screen.queryByRole('link', { name: 'Enter a new token' })).toBeNull();
  });

  test('leads back to the first step in the wizard', async () => {
    const world = tokenWorld();
    renderApp('/setup/sync', { ...world, session: { ...world.session, setup: { step: 'sync' } } });
    const enter = await screen.findByRole('link', { name: 'Enter a new token' });
    expect(enter.getAttribute('href')).toBe('/setup/credentials');
  });

  test('asks for nothing when it goes on by itself', async () => {
    show({ ...wait, errorCode: 'jira-limited' });
    expect(await screen.findByText('The backup is paused')).toBeTruthy();
    expect(screen.queryByRole('link', { name: 'Enter a new token' })).toBeNull();
  });
});

describe('what a run waits for', () => {
  afterEach(() => void vi.useRealTimers());
  const words = 'Jira allows us 800 requests a minute';

  test('stays for some seconds while it runs, so that it does not come and go', async () => {
    vi.useFakeTimers();
    const { result, rerender } = renderHook(useWaitsFor, {
      initialProps: { state: 'running', waitsFor: words } as Pick<RunView, 'state' | 'waitsFor'>,
    });
    rerender({ state: 'running', waitsFor: null });
    expect(result.current).toBe(words);
    act(() => void vi.advanceTimersByTime(10_000));
    expect(result.current).toBeNull();
  });

  test('goes with the end of a pause', async () => {
    const { result, rerender } = renderHook(useWaitsFor, {
      initialProps: { state: 'paused', waitsFor: words } as Pick<RunView, 'state' | 'waitsFor'>,
    });
    rerender({ state: 'succeeded', waitsFor: null });
    await waitFor(() => expect(result.current).toBeNull());
  });
});
