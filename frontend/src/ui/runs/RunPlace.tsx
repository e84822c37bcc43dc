import type { ReactNode } from 'react';

/** Where a run is shown, its progress or its result: the focus comes here from what started or stopped it. */
export const RunPlace = ({ id, children }: { id?: string; children: ReactNode }) => (
  <div data-run={id} tabIndex={-1}>
    {children}
  </div>
);
