import { createMemoryRouter, type RouteObject } from 'react-router';
import type { Host } from '@/host/Host';
import { bindHistory } from './bindHistory';
import { Frame } from './Frame';
import { NotFound } from './NotFound';
import { PageFailed } from './PageFailed';
import { Shell } from './Shell';

/** A page is loaded when it is first opened. */
const page = (load: () => Promise<{ default: () => React.JSX.Element }>) => async () => ({
  Component: (await load()).default,
});

const pages: RouteObject[] = [
  { index: true, lazy: page(() => import('./pages/HomePage')) },
  { path: 'setup/:step?', lazy: page(() => import('./pages/SetupRoute')) },
  { path: 'schemas/:id/:tab?', lazy: page(() => import('./pages/SchemaPage')) },
  { path: 'snapshots/:id', lazy: page(() => import('./pages/SnapshotRoute')) },
  { path: 'restores/new', lazy: page(() => import('./pages/NewRestoreRoute')) },
  { path: 'restores/plans/:id', lazy: page(() => import('./pages/PlanRoute')) },
  { path: 'restores/:id', lazy: page(() => import('./pages/RestoreRunRoute')) },
  { path: 'activity', lazy: page(() => import('./pages/ActivityRoute')) },
  { path: 'activity/:id', lazy: page(() => import('./pages/RunRoute')) },
  { path: 'audit', lazy: page(() => import('./pages/AuditRoute')) },
  { path: 'settings/connection', lazy: page(() => import('./pages/ConnectionSettingsRoute')) },
  { path: 'settings/targets', lazy: page(() => import('./pages/TargetsRoute')) },
  { path: 'settings/targets/new', lazy: page(() => import('./pages/NewTargetRoute')) },
  { path: 'settings/targets/new-data-center', lazy: page(() => import('./pages/NewDataCenterRoute')) },
  { path: 'settings/targets/:id/token', lazy: page(() => import('./pages/RenewTargetRoute')) },
  { path: 'settings/notifications', lazy: page(() => import('./pages/NotificationsRoute')) },
  { path: 'settings/notifications/new', lazy: page(() => import('./pages/NewChannelRoute')) },
  { path: 'settings/notifications/:id', lazy: page(() => import('./pages/EditChannelRoute')) },
  { path: '*', Component: NotFound },
];

export function createRouter(host: Host) {
  const router = createMemoryRouter(
    [
      {
        Component: Frame,
        HydrateFallback: () => null,
        children: [
          {
            Component: Shell,
            errorElement: <PageFailed />,
            children: [{ errorElement: <PageFailed />, children: pages }],
          },
        ],
      },
    ],
    { initialEntries: [host.history.current()] },
  );
  bindHistory(router, host.history);
  return router;
}
