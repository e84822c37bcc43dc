import { http, HttpResponse } from 'msw';
import type { KeptBecause, RetentionPolicy, RetentionView, SnapshotView } from '@/api/client';
import type { World } from './world';

const day = 86_400_000;
const monday = 4;

const periods = {
  daily: (at: number) => Math.floor(at / day),
  weekly: (at: number) => Math.floor((at / day - monday) / 7),
  monthly: (at: number) => new Date(at).toISOString().slice(0, 7),
  yearly: (at: number) => new Date(at).getUTCFullYear(),
};

/** Why each backup stays, as the server decides it; those that no rule keeps are missing. */
function keptOf(policy: RetentionPolicy, newestFirst: SnapshotView[]): Map<string, KeptBecause> {
  const kept = new Map<string, KeptBecause>();
  const keep = (because: KeptBecause, those: SnapshotView[]) =>
    those.forEach(({ id }) => kept.has(id) || kept.set(id, because));
  const at = ({ takenAt }: SnapshotView) => Date.parse(takenAt);
  const good = newestFirst.filter(({ state }) => state === 'complete');
  keep(
    'pinned',
    newestFirst.filter(({ isPinned }) => isPinned),
  );
  keep('last', [...good, ...newestFirst].slice(0, 1));
  keep(
    'within',
    newestFirst.filter((one) => at(one) > Date.now() - policy.withinDays * day),
  );
  for (const [rule, periodOf] of Object.entries(periods)) {
    const firsts = new Map<number | string, SnapshotView>();
    for (const one of good) if (!firsts.has(periodOf(at(one)))) firsts.set(periodOf(at(one)), one);
    keep(rule as KeptBecause, [...firsts.values()].slice(0, policy[rule as keyof typeof periods]));
  }
  return kept;
}

function viewOf(world: World, schemaId: string, tried?: RetentionPolicy): RetentionView {
  const own = world.retention.own[schemaId];
  const policy = tried ?? own ?? world.retention.default;
  const backups = world.snapshots
    .filter((snapshot) => snapshot.schemaId === schemaId && !snapshot.givenUpAt)
    .sort((one, other) => other.takenAt.localeCompare(one.takenAt));
  const kept = keptOf(policy, backups);
  const reasons = [...new Set(kept.values())];
  return {
    policy,
    isDefault: !own,
    default: world.retention.default,
    isHeld: world.schemas.some(({ id, alarms }) => id === schemaId && alarms.length > 0),
    backups: backups.length,
    expired: backups
      .filter(({ id }) => !kept.has(id))
      .reverse()
      .map(({ id, shortId, takenAt, objects }) => ({ id, shortId, takenAt, objects })),
    kept: reasons.map((because) => ({
      because,
      count: [...kept.values()].filter((one) => one === because).length,
    })),
  };
}

export const retentionHandlers = (world: World) => [
  http.get('/api/schemas/:id/retention', ({ params }) => HttpResponse.json(viewOf(world, String(params.id)))),
  http.post('/api/schemas/:id/retention/preview', async ({ params, request }) =>
    HttpResponse.json(viewOf(world, String(params.id), (await request.json()) as RetentionPolicy)),
  ),
  http.put('/api/schemas/:id/retention', async ({ params, request }) => {
    const policy = (await request.json()) as RetentionPolicy;
    world.retention.own[String(params.id)] = policy;
    return HttpResponse.json(policy);
  }),
  http.delete('/api/schemas/:id/retention', ({ params }) => {
    world.retention.own = Object.fromEntries(
      Object.entries(world.retention.own).filter(([id]) => id !== params.id),
    );
    return HttpResponse.json(world.retention.default);
  }),
  http.post('/api/alarms/:id/acknowledgement', ({ params }) => {
    const alarm = world.schemas.flatMap(({ alarms }) => alarms).find(({ id }) => id === params.id);
    world.schemas = world.schemas.map((schema) => ({
      ...schema,
      alarms: schema.alarms.filter(({ id }) => id !== params.id),
    }));
    return alarm
      ? HttpResponse.json({
          ...alarm,
          acknowledgedAt: new Date().toISOString(),
          acknowledgedBy: world.session.accountId,
        })
      : HttpResponse.json(
          { code: 'alarm-not-found', title: 'There is no such alarm', detail: '', requestId: 'request-7' },
          { status: 404 },
        );
  }),
];
