import { dataCenterWorld, instanceRunsWorld } from './dataCenterWorld';
import { retentionWorld } from './retentionWorld';
import { allowlistWorld, atSync, partsWorld, runsWorld, tokenWorld } from './runWorlds';
import { scheduleWorld } from './scheduleWorld';
import { aPlan, aRun, aSchema, aSnapshot, aTarget, ownDatabase, setUpWorld, type World } from './world';
import { newWorld } from './newWorld';

/** What the mocked site can be, for states that are hard to reach with a real one: ?world=NAME. */
export const mockWorlds: Record<string, () => World> = {
  setUp: setUpWorld,
  new: newWorld,
  empty: () => ({
    ...setUpWorld(),
    schemas: [],
    snapshots: [],
    runs: [],
    plans: [],
    targets: [],
    audit: [],
    channels: [],
    sendsEmail: false,
  }),
  many: () => ({ ...setUpWorld(), schemas: manySchemas() }),
  long: longWorld,
  statuses: statusesWorld,
  storage: () => atStorage(setUpWorld()),
  database: () => inDatabase(setUpWorld()),
  dataCenter: dataCenterWorld,
  instances: instanceRunsWorld,
  restored: restoredWorld,
  retention: retentionWorld,
  runs: runsWorld,
  parts: partsWorld,
  schedules: scheduleWorld,
  token: tokenWorld,
  expiring: () => expiringWorld(7, 1),
  allowlist: allowlistWorld,
  setUpToken: () => atSync(tokenWorld()),
  setUpAllowlist: () => atSync(allowlistWorld()),
};

/** Tokens of the site and of its targets whose last day is so many days away. */
export function expiringWorld(ofSite: number, ofTargets: number): World {
  const world = setUpWorld();
  const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
  return {
    ...world,
    connection: { ...world.connection!, tokenExpiresOn: inDays(ofSite) },
    targets: world.targets.map((target) => ({ ...target, tokenExpiresOn: inDays(ofTargets) })),
  };
}

const atStorage = (world: World): World => ({
  ...world,
  runs: [],
  session: { ...world.session, setup: { step: 'storage' } },
  connection: { ...world.connection!, storage: null },
});

/** Moved to a database of its own, with a backup left behind. */
const inDatabase = (world: World): World => ({
  ...world,
  connection: { ...world.connection!, storage: ownDatabase() },
  snapshots: [
    aSnapshot({
      id: 'new00001',
      schemaId: 'its',
      storage: { name: ownDatabase().servers!, isConnected: true },
    }),
    aSnapshot({ id: 'snap0001', schemaId: 'its', storage: { name: 'eu', isConnected: false } }),
  ],
});

const manySchemas = () =>
  Array.from({ length: 2000 }, (_, n) => aSchema({ id: `s${n}`, name: `Schema ${n + 1}`, key: `S${n + 1}` }));

const longName =
  'Configuration items of the data centres in Frankfurt, Dublin and Singapore, without the leased ones';
const unbroken = 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft';
const rightToLeft = 'أصول تقنية المعلومات (ITS)';
const words =
  'Assets answered 403 to the reading of object type 4711: the account may not see it. Give the account the role Object Schema Manager in this schema, then back up again.';

/** Every status, each with a backup: all can be restored, one can be backed up. */
function statusesWorld(): World {
  const world = setUpWorld();
  const backup = world.snapshots[0]!;
  const noticed = backup.takenAt;
  const kept = { lastSnapshotId: backup.id, lastSnapshotAt: noticed, lastSnapshotStorage: backup.storage };
  const since = { ...kept, statusSince: noticed };
  return {
    ...world,
    runs: [
      aRun({ id: 'run-sync', kind: 'sync', state: 'succeeded', requestedBy: 'schedule', result: counts }),
    ],
    schemas: [
      aSchema({ id: 'its', name: 'IT services', key: 'ITS', ...kept }),
      aSchema({
        id: 'old',
        name: 'Old hardware',
        key: 'OLD',
        status: 'deleted',
        statusReason: 'It is not in Assets any more.',
        ...since,
      }),
      aSchema({
        id: 'sec',
        name: 'Security',
        key: 'SEC',
        status: 'syncError',
        statusReason:
          'The account does not see this schema any more; it is still in Assets. Give it the role Object Schema Manager.',
        ...since,
      }),
      aSchema({
        id: 'glo',
        name: 'Globex machines',
        key: 'GLO',
        siteUrl: 'https://globex.atlassian.net',
        location: 'anotherCloud',
        status: 'inactive',
        statusReason: 'Its instance was removed from this app.',
        ...since,
      }),
    ],
  };
}

const counts = '2 schemas found, 0 new, 1 gone, 1 in error';

/** Names, words and numbers as long as they get, and right-to-left text inside values. */
function longWorld(): World {
  const world = setUpWorld();
  const failed = aRun({ id: 'run-f', kind: 'backup', state: 'failed', schemaId: 'l1', errorMessage: words });
  const running = aRun({
    ...world.runs[0]!,
    id: 'run-r',
    schemaId: 'l2',
    done: 1_234_567,
    total: 2_345_678,
    waitsFor: 'Jira allows us 800 requests a minute',
  });
  const snapshot = aSnapshot({
    id: 'long0001',
    schemaId: 'l3',
    state: 'partial',
    description: `${rightToLeft} ${unbroken} ${longName}`.repeat(3).slice(0, 500),
    objects: 1_234_567,
    addedBytes: 98_765_432_109,
    takenBy: '557058:f8b1f6c5-9d3e-4c1a-8f0e-1c1b2a3d4e5f',
    parts: [
      {
        name: 'objects',
        state: 'partial',
        count: 1_234_567,
        reasons: [words, unbroken],
        warnings: [longName],
      },
    ],
  });
  const plan = aPlan({ id: 'plan-l', state: 'ready', snapshotId: 'long0001', schemaName: longName });
  return {
    ...world,
    schemas: [
      aSchema({ id: 'l1', name: longName, key: 'CONFIGITEM', lastBackup: failed }),
      aSchema({ id: 'l2', name: unbroken, key: 'DONAUDAMPF', activeRun: running }),
      aSchema({
        id: 'l3',
        name: rightToLeft,
        key: 'ARB',
        lastSnapshotId: 'long0001',
        lastSnapshotAt: snapshot.takenAt,
        lastSnapshotStorage: snapshot.storage,
      }),
    ],
    snapshots: [snapshot],
    runs: [running, failed],
    plans: [
      {
        ...plan,
        summary: {
          ...plan.summary!,
          calls: 2_469_134,
          seconds: 185_000,
          warnings: Array(9)
            .fill(0)
            .map((_, n) => `${n + 2}. ${words}`),
        },
      },
    ],
    planActions: [longName, unbroken, rightToLeft].map((name, n) => ({
      kind: 'object',
      action: 'create',
      sourceId: String(n),
      name,
      reason: n === 1 ? words : null,
    })),
    targets: [
      aTarget({
        id: 'the-other-company-with-a-long-name',
        name: unbroken,
        email: `${unbroken.slice(0, 50)}@acme.example`,
      }),
    ],
  };
}

/** A restore that is partial, and one that was stopped. */
function restoredWorld(): World {
  const leftOut = (name: string, key: string) =>
    `The attribute '${name}' is left out with its 1,204 values: the object type of another schema that it refers to is not at the destination. Restore that schema first. Its key is ${key}.`;
  const ready = aPlan({ id: 'plan-p', state: 'applied', restoreRunId: 'run-p' });
  const warnings = ['Server: Owner', 'Server: Site', 'PC: Owner', 'PC: Site'].map((name) =>
    leftOut(name, 'ORG'),
  );
  const summary = { ...ready.summary!, warnings: [...warnings, leftOut('PC: Contract', 'LAW')] };
  const run = aRun({
    id: 'run-p',
    kind: 'restore',
    state: 'partial',
    schemaId: 'its',
    planId: 'plan-p',
    result: '3,000 objects in 50 object types created, 5 definitions skipped, in 2 minutes.',
    errorMessage: '5 things could not be restored as before; the log names each.',
  });
  const stopped = aRun({
    ...run,
    id: 'run-s',
    state: 'stopped',
    planId: 'plan-s',
    result: null,
    errorMessage: null,
    step: 'Creating objects',
    done: 600,
    total: 3000,
  });
  return {
    ...setUpWorld(),
    runs: [run, stopped],
    plans: [
      { ...ready, summary },
      aPlan({
        id: 'plan-s',
        state: 'failed',
        restoreRunId: 'run-s',
        problem: 'The restore was stopped before its end.',
      }),
    ],
  };
}
