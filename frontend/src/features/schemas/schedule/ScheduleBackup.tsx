import { lazy, Suspense } from 'react';
import type { SchemaView } from '@/api/client';

const ScheduleDialog = lazy(() => import('./ScheduleDialog'));

/** The dialog; its code is loaded when it is first opened. */
export const ScheduleBackup = (props: { schema: SchemaView; onClose: () => void }) => (
  <Suspense>
    <ScheduleDialog {...props} />
  </Suspense>
);
