import { type ComponentProps, lazy, Suspense } from 'react';

const ScheduleDialog = lazy(() => import('./ScheduleDialog'));

/** The dialog; its code is loaded when it is first opened. */
export const ScheduleBackup = (props: ComponentProps<typeof ScheduleDialog>) => (
  <Suspense>
    <ScheduleDialog {...props} />
  </Suspense>
);
