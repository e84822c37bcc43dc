import { type RefObject, useEffect, useRef } from 'react';
import { isFocusLost } from './focus';

/**
 * Brings the focus here when what had it is gone after a step, so that keyboard and screen reader go on where the page
 * does. Never takes it from anything, nor when the page is opened.
 */
export function useLostFocus<T extends HTMLElement>(step: unknown): RefObject<T> {
  const here = useRef<T>(null);
  useEffect(() => {
    const isUsed = navigator.userActivation?.hasBeenActive ?? true;
    if (isUsed && isFocusLost()) here.current?.focus();
  }, [step]);
  return here;
}
