import { useEffect } from 'react';
import { isFocusLost, landingOf } from './focus';

/** Brings the focus to a run when the button that started it cannot be used while it runs. */
export function useRunFocus(runId: string | undefined): void {
  useEffect(() => {
    if (runId && (navigator.userActivation?.hasBeenActive ?? true) && isFocusLost())
      landingOf(runId)?.focus();
  }, [runId]);
}
