import { useEffect, useState } from 'react';
import type { RunView } from '@/api/client';

const hold = 6_000;

/**
 * What a run waits for. Progress between two waits takes the words away and the next wait brings them back, so those
 * of a running one stay for some seconds: they are read, and nothing jumps.
 */
export function useWaitsFor({ state, waitsFor }: Pick<RunView, 'state' | 'waitsFor'>): string | null {
  const [held, setHeld] = useState(waitsFor);
  useEffect(() => {
    const isOver = waitsFor === null;
    const timer = setTimeout(() => setHeld(waitsFor), isOver && state === 'running' ? hold : 0);
    return () => clearTimeout(timer);
  }, [state, waitsFor]);
  return waitsFor ?? (state === 'running' ? held : null);
}
