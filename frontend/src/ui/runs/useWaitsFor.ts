import { useEffect, useState } from 'react';
import type { RunView } from '@/api/client';

const hold = 6_000;

/**
 * What a run waits for. Progress between two waits takes the words away and the next wait brings them back, so those
 * of a running one stay for some seconds: they are read, and nothing jumps.
 */
export function useWaitsFor({ state, waitsFor }: Pick<RunView, 'state' | 'waitsFor'>): string | null {
  const isRunning = state === 'running';
  const [held, setHeld] = useState(isRunning ? waitsFor : null);
  useEffect(() => {
    // What it waited for in the queue is over once it runs.
    const timer = setTimeout(
      () => setHeld(isRunning ? waitsFor : null),
      isRunning && waitsFor === null ? hold : 0,
    );
    return () => clearTimeout(timer);
  }, [isRunning, waitsFor]);
  return waitsFor ?? (isRunning ? held : null);
}
