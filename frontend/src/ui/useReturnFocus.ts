import { type RefObject, useMemo, useRef } from 'react';
import { returnTarget } from './focus';

/**
 * For a dialog's shouldReturnFocus: back to what opened it, or, where that is gone or disabled by what was done, to the
 * progress or result of the run. It is looked for when the dialog has closed; a run that the dialog itself starts is
 * told by `leadTo`. A menu's entry goes when it was chosen: what opened the dialog is then the button inside `menu`.
 */
export function useReturnFocus(runId?: string, menu?: RefObject<HTMLElement>) {
  const run = useRef(runId);
  return useMemo(() => {
    const opener = document.activeElement;
    const returnFocus: RefObject<HTMLElement> = {
      get current() {
        return returnTarget(menu?.current?.querySelector('button') ?? opener, run.current);
      },
    };
    const leadTo = (started: string) => void (run.current = started);
    return { returnFocus, leadTo };
  }, [menu]);
}
