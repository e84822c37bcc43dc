import { http, HttpResponse } from 'msw';
import type {
  AddDataCenter,
  AddTarget,
  DataCenterSignIn,
  MakePlan,
  RunView,
  SaveCredentials,
  SaveStorage,
  SnapshotDescription,
  SnapshotPin,
  StorageCard,
  TargetAccount,
} from '@/api/client';
import { isActive } from '@/api/runs/runStates';
import { auditHandlers as audit } from './auditHandlers';
import { aDataCenter, dataCenterReport } from './dataCenterWorld';
import { retentionHandlers as retention } from './retentionHandlers';
import { notificationHandlers as notifications } from './notificationHandlers';
import { scheduleHandlers as schedules } from './scheduleHandlers';
import { aPlan, aRun, aTarget, managed, ownDatabase, type World } from './world';

/** The API over a world. Each answer has the shape of the real one; nothing runs by itself. */
export const handlersOf = (world: World) => [
  ...connection(world),
  ...schemas(world),
  ...schedules(world),
  ...retention(world),
  ...runs(world),
  ...plans(world),
  ...targets(world),
  ...audit(world),
  ...notifications(world),
];

export const problem = (status: number, code: string, fields?: Record<string, string>) =>
  HttpResponse.json(
    { code, title: `Title of ${code}`, detail: `What to do about ${code}.`, fields, requestId: 'request-7' },
    { status },
  );

const found = <T>(item: T | undefined | null) => (item ? HttpResponse.json(item) : problem(404, 'not-found'));

const connection = (world: World) => [
  http.get('/api/session', () => HttpResponse.json(world.session)),
  http.get('/api/connection', () => found(world.connection)),
  http.post('/api/connection/workspace-lookup', () => HttpResponse.json({ workspaceId: 'w-found' })),
  http.put('/api/connection/credentials', async ({ request }) => {
    const { email, workspaceId, tokenExpiresOn } = (await request.json()) as SaveCredentials;
    world.connection &&= { ...world.connection, tokenExpiresOn: tokenExpiresOn ?? null };
    if (world.session.setup.step === 'credentials')
      world.session = { ...world.session, setup: { step: 'storage' } };
    return HttpResponse.json({
      workspaceId,
      email,
      accountName: 'Ada Admin',
      checks: [
        { check: 'token', outcome: 'passed', message: 'The token works.' },
        { check: 'writing', outcome: 'warning', message: 'The account may not write to Facilities.' },
      ],
    });
  }),
  http.get('/api/connection/storage-options', () =>
    HttpResponse.json({
      items: [
        { region: 'eu', name: 'European Union' },
        { region: 'us', name: 'United States' },
      ],
      outgoingAddresses: ['198.51.100.7', '198.51.100.8'],
    }),
  ),
  http.put('/api/connection/storage', async ({ request }) =>
    stored(world, managed(((await request.json()) as SaveStorage).region)),
  ),
  http.put('/api/connection/storage/database', () => stored(world, ownDatabase())),
  http.put('/api/connection/storage/connection-string', () =>
    stored(world, { ...ownDatabase(), accessSetAt: new Date().toISOString() }),
  ),
];

function stored(world: World, storage: StorageCard) {
  if (world.session.setup.step === 'storage') world.session = { ...world.session, setup: { step: 'sync' } };
  world.connection &&= { ...world.connection, storage };
  return found(world.connection);
}

const schemas = (world: World) => [
  http.get('/api/schemas', () => HttpResponse.json({ items: world.schemas })),
  http.get('/api/schemas/:id', ({ params }) => found(world.schemas.find(({ id }) => id === params.id))),
  http.delete('/api/schemas/:id', ({ params, request }) => {
    const schema = world.schemas.find(({ id }) => id === params.id);
    const withBackups = new URL(request.url).searchParams.get('withBackups') === 'true';
    if (!schema) return problem(404, 'schema-not-found');
    if (withBackups !== (schema.status === 'deleted')) return problem(409, 'schema-status-changed');
    const backups = world.snapshots.filter(({ schemaId }) => schemaId === params.id);
    world.schemas = world.schemas.filter(({ id }) => id !== params.id);
    if (withBackups) world.snapshots = world.snapshots.filter(({ schemaId }) => schemaId !== params.id);
    return HttpResponse.json({ id: params.id, backups: withBackups ? backups.length : 0 });
  }),
  http.post('/api/schemas/sync', () => {
    const [own, ...others] = ['current', ...world.targets.map(({ id }) => id)].map((id) =>
      syncOf(world, id),
    ) as [RunView, ...RunView[]];
    const isNew = (run: RunView) => !world.runs.includes(run);
    world.runs = [...[own, ...others].filter(isNew), ...world.runs];
    return HttpResponse.json({ runId: own.id, otherRunIds: others.map(({ id }) => id) });
  }),
  http.get('/api/schemas/:id/snapshots', ({ params }) =>
    HttpResponse.json({ items: world.snapshots.filter(({ schemaId }) => schemaId === params.id) }),
  ),
  http.post('/api/schemas/:id/backups', ({ params }) =>
    start(
      world,
      aRun({
        connectionId: connectionOf(world, params.id),
        id: 'run-new',
        kind: 'backup',
        state: 'queued',
        waitsFor: 'Waiting for its turn',
        schemaId: String(params.id),
        createdAt: new Date().toISOString(),
      }),
    ),
  ),
  http.get('/api/snapshots/:id', ({ params }) => found(world.snapshots.find(({ id }) => id === params.id))),
  http.put('/api/snapshots/:id/description', async ({ params, request }) => {
    const said = (await request.json()) as SnapshotDescription;
    const description = said.description?.trim() || null;
    world.snapshots = world.snapshots.map((snapshot) =>
      snapshot.id === params.id ? { ...snapshot, description } : snapshot,
    );
    return found(world.snapshots.find(({ id }) => id === params.id));
  }),
  http.put('/api/snapshots/:id/pin', async ({ params, request }) => {
    const { isPinned } = (await request.json()) as SnapshotPin;
    world.snapshots = world.snapshots.map((snapshot) =>
      snapshot.id === params.id ? { ...snapshot, isPinned } : snapshot,
    );
    return found(world.snapshots.find(({ id }) => id === params.id));
  }),
  http.delete('/api/snapshots/:id', ({ params }) => {
    world.snapshots = world.snapshots.filter(({ id }) => id !== params.id);
    return HttpResponse.json({ id: params.id });
  }),
  http.post('/api/snapshots/:id/verify', ({ params }) =>
    start(
      world,
      aRun({
        id: 'run-verify',
        kind: 'verify',
        state: 'queued',
        waitsFor: 'Waiting for its turn',
        snapshotId: String(params.id),
        schemaId: 'its',
      }),
    ),
  ),
  http.get('/api/plans', () => HttpResponse.json({ items: world.plans })),
];

const runs = (world: World) => [
  http.get('/api/changes', () =>
    HttpResponse.json({ cursor: 1, runs: [], schemas: [], snapshots: [], plans: [] }),
  ),
  http.get('/api/runs', ({ request }) => {
    const schemaId = new URL(request.url).searchParams.get('schemaId');
    return HttpResponse.json({ items: world.runs.filter((run) => !schemaId || run.schemaId === schemaId) });
  }),
  http.get('/api/runs/:id', ({ params }) => found(world.runs.find(({ id }) => id === params.id))),
  http.post('/api/runs/:id/stop', ({ params }) => {
    world.runs = world.runs.map((run) => (run.id === params.id ? { ...run, stopRequested: true } : run));
    return found(world.runs.find(({ id }) => id === params.id));
  }),
  http.get('/api/runs/:id/log', ({ params, request }) => {
    const after = Number(new URL(request.url).searchParams.get('after') ?? 0);
    const items = (world.logs[String(params.id)] ?? []).filter(({ number }) => number > after);
    return HttpResponse.json({ items, next: items.at(-1)?.number ?? after });
  }),
  http.post('/api/runs/:id/log/download', ({ params }) => {
    const lines = world.logs[String(params.id)] ?? [];
    return HttpResponse.json({
      text: lines.map(({ at, level, message }) => `${at}  ${level}  ${message}\n`).join(''),
      next: null,
    });
  }),
];

const plans = (world: World) => [
  http.post('/api/plans', async ({ request }) => {
    const { schemaName, schemaKey, snapshotId } = (await request.json()) as MakePlan;
    world.plans = [aPlan({ id: 'plan-1', state: 'ready', schemaName, schemaKey, snapshotId })];
    return HttpResponse.json({ planId: 'plan-1', runId: 'run-plan' });
  }),
  http.get('/api/plans/:id', ({ params }) => found(world.plans.find(({ id }) => id === params.id))),
  http.get('/api/plans/:id/actions', ({ request }) => {
    const kind = new URL(request.url).searchParams.get('kind');
    return HttpResponse.json({
      items: world.planActions.filter((line) => !kind || line.kind === kind),
      next: null,
    });
  }),
  http.post('/api/plans/:id/apply', ({ params }) => {
    const planId = String(params.id);
    world.plans = world.plans.map((plan) => ({ ...plan, state: 'applying', restoreRunId: 'run-restore' }));
    return start(
      world,
      aRun({
        id: 'run-restore',
        kind: 'restore',
        connectionId: world.plans.find(({ id }) => id === planId)!.destinationId,
        state: 'running',
        planId,
        step: 'Creating objects',
        done: 600,
        total: 3000,
      }),
    );
  }),
];

const targets = (world: World) => [
  http.get('/api/targets', () => HttpResponse.json({ items: world.targets })),
  http.post('/api/targets', async ({ request }) => {
    const { name, email, siteUrl } = (await request.json()) as AddTarget;
    const target = aTarget({ id: 'initech', name, email, siteUrl });
    world.targets = [...world.targets, target];
    return HttpResponse.json(target);
  }),
  http.post('/api/targets/data-center', async ({ request }) => {
    const { name, siteUrl, signIn, userName } = (await request.json()) as AddDataCenter;
    const email = userName ?? 'backup.agent';
    const target = aDataCenter({ id: 'new', name, siteUrl, signIn, email });
    world.targets = [...world.targets, target];
    return HttpResponse.json({ ...target, report: dataCenterReport(email) });
  }),
  http.put('/api/targets/:id/sign-in', async ({ params, request }) => {
    const { signIn, userName } = (await request.json()) as DataCenterSignIn;
    const email = userName ?? 'backup.agent';
    world.targets = world.targets.map((target) =>
      target.id === params.id ? { ...target, signIn, email } : target,
    );
    const renewed = world.targets.find(({ id }) => id === params.id);
    return HttpResponse.json({ ...renewed, report: dataCenterReport(email) });
  }),
  http.put('/api/targets/:id/credentials', async ({ params, request }) => {
    const { email, tokenExpiresOn } = (await request.json()) as TargetAccount;
    const account = { email, tokenExpiresOn: tokenExpiresOn ?? null };
    world.targets = world.targets.map((target) =>
      target.id === params.id ? { ...target, ...account } : target,
    );
    return HttpResponse.json(world.targets.find(({ id }) => id === params.id));
  }),
  http.delete('/api/targets/:id', ({ params }) => {
    world.targets = world.targets.filter(({ id }) => id !== params.id);
    return HttpResponse.json({ id: params.id });
  }),
];

/** One that is under way is not begun again. */
const syncOf = (world: World, connectionId: string): RunView =>
  world.runs.find((run) => run.kind === 'sync' && run.connectionId === connectionId && isActive(run)) ??
  (connectionId === 'current'
    ? aRun({ id: 'run-new-sync', kind: 'sync', state: 'running', step: 'Reading schemas' })
    : aRun({
        id: `run-sync-${connectionId}`,
        kind: 'sync',
        state: 'queued',
        connectionId,
        waitsFor: 'Waiting for its turn',
      }));

function connectionOf(world: World, schemaId: unknown) {
  const siteUrl = world.schemas.find(({ id }) => id === schemaId)?.siteUrl;
  return world.targets.find((target) => target.siteUrl === siteUrl)?.id ?? 'current';
}

function start(world: World, run: RunView) {
  world.runs = [run, ...world.runs];
  return HttpResponse.json({ runId: run.id });
}
