import type { RunView, SnapshotPart } from '@/api/client';
import { aRun, aSchema, aSnapshot, setUpWorld, type World } from './world';

/** In the server's words. */
export const noToken =
  'Jira no longer accepts the token or password: it has expired, was changed or revoked. Enter a new one for this site, the connection or the target instance; the run then goes on where it stopped.';
const notLetIn =
  "The site's IP allowlist does not let us in. Add these addresses to the allowlist in Atlassian Administration: 198.51.100.7, 198.51.100.8.";
const limited =
  'Jira limits our calls. Nothing is lost; the run goes on by itself where it stopped. Next attempt: 14:05 UTC.';
const noRoom =
  "The server's disk has too little free space. 400 MB are free, and 500 MB have to stay free. Delete backups that nobody needs and prune, or ask the operator of the server for a larger disk. Nothing is lost; the run goes on by itself once there is room. Next attempt: 14:05 UTC.";
const gaps = Array.from(
  { length: 12 },
  (_, n) => `Type ${n + 1}: ${(n + 1) * 3} objects of 1,200 could not be read.`,
);

const tokenRejected = { state: 'paused', errorCode: 'token-rejected', errorMessage: noToken } as const;
const objects = { step: 'Reading objects', done: 1260, total: 3000 };
const known = { ...objects, ratePerSecond: 85, etaSecondsLow: 16, etaSecondsHigh: 27 };
const hanging = { step: 'Reading comments, history and attachments', done: 12_345, total: 1_234_567 };

/** What a backup can be at, by the schema that it is of. */
const active: Record<string, Partial<RunView> & Pick<RunView, 'state'>> = {
  'In queue': { state: 'queued', waitsFor: 'Waiting for its turn' },
  'In queue again': { state: 'queued', waitsFor: 'Waiting for its turn', ...objects },
  Starting: { state: 'running' },
  'No total known': { state: 'running', step: 'Reading issue fields', done: 1520, ratePerSecond: 240 },
  'Nothing to count': { state: 'running', step: 'Reading back what was written' },
  'Nothing to do': { state: 'running', step: 'Reading objects', total: 0 },
  'Total known': { state: 'running', ...known },
  'No evidence yet': { state: 'running', ...objects },
  'For days': {
    state: 'running',
    ...hanging,
    ratePerSecond: 6.4,
    etaSecondsLow: 152_777,
    etaSecondsHigh: 253_993,
  },
  'At the limit': { state: 'running', ...known, waitsFor: 'Jira allows us 800 requests a minute' },
  'Slowed down': {
    state: 'running',
    ...objects,
    ratePerSecond: 0,
    waitsFor: 'Jira asked us to slow down; going on in 30 s',
  },
  Stopping: { state: 'running', ...known, stopRequested: true },
  'Being verified': { state: 'running', kind: 'verify', ...known, step: 'Reading back' },
  'Without token': { ...tokenRejected, waitsFor: noToken, ...objects },
  'Without room': { state: 'paused', errorCode: 'disk-space-low', waitsFor: noRoom, ...objects },
  Limited: { state: 'paused', errorCode: 'jira-limited', waitsFor: limited, ...hanging },
};

const ended: Record<string, Partial<RunView> & Pick<RunView, 'state'>> = {
  'Not let in': { state: 'failed', errorCode: 'ip-not-allowed', errorMessage: notLetIn },
  'With gaps': {
    state: 'partial',
    errorCode: 'backup-partial',
    errorMessage: gaps.join(' '),
    result: '13,966 objects of 50 object types',
  },
  'Was stopped': { state: 'stopped', result: 'Stopped. What was done so far is kept.' },
  Finished: { state: 'succeeded', result: '3,000 objects of 50 object types' },
};

const idOf = (name: string) => name.toLowerCase().replaceAll(' ', '-');

/** A schema for each state of a backup's run; the run's id is its schema's. */
export function runsWorld(): World {
  const world = setUpWorld();
  const runOf = ([name, part]: [string, Partial<RunView> & Pick<RunView, 'state'>]) =>
    aRun({ id: idOf(name), kind: 'backup', schemaId: idOf(name), ...part });
  const [running, over] = [active, ended].map((runs) => Object.entries(runs).map(runOf)) as [
    RunView[],
    RunView[],
  ];
  const last = world.snapshots[0]!;
  const kept = { lastSnapshotId: last.id, lastSnapshotAt: last.takenAt, lastSnapshotStorage: last.storage };
  const schemaOf = (name: string, part: object) =>
    aSchema({ id: idOf(name), name, key: 'KEY', attachments: 'available', ...part });
  return {
    ...world,
    connection: { ...world.connection!, attachments: 'available' },
    schemas: [
      ...Object.keys(active).map((name, n) => schemaOf(name, { activeRun: running[n] })),
      ...Object.keys(ended).map((name, n) => schemaOf(name, { lastBackup: over[n], ...kept })),
    ],
    snapshots: Object.keys(ended).map((name) => aSnapshot({ id: idOf(name), schemaId: idOf(name) })),
    runs: [...running, ...over],
    logs: {
      'without-room': [{ number: 1, at: running[0]!.createdAt, level: 'information', message: noRoom }],
    },
  };
}

/** A token that was revoked: the sync and a backup wait for another. */
export function tokenWorld(): World {
  const world = setUpWorld();
  const sync = aRun({ id: 'sync-token', kind: 'sync', ...tokenRejected, waitsFor: noToken });
  const backup = aRun({
    id: 'backup-token',
    kind: 'backup',
    schemaId: 'its',
    ...tokenRejected,
    ...objects,
    waitsFor: noToken,
  });
  return {
    ...world,
    targets: [],
    connection: {
      ...world.connection!,
      token: 'refused',
      tokenReason: 'Jira no longer accepts it: it has expired, was changed or revoked.',
      tokenCheckedAt: backup.startedAt,
    },
    runs: [sync, backup],
    schemas: world.schemas.map((schema) =>
      schema.id === 'its' ? { ...schema, activeRun: backup } : { ...schema, activeRun: null },
    ),
  };
}

/** A site whose IP allowlist keeps us out. */
export function allowlistWorld(): World {
  const world = setUpWorld();
  const end = {
    state: 'failed',
    errorCode: 'ip-not-allowed',
    errorMessage: notLetIn,
    requestedBy: 'schedule',
  } as const;
  const backup = aRun({ id: 'backup-ip', kind: 'backup', schemaId: 'its', ...end });
  return {
    ...world,
    runs: [aRun({ id: 'sync-ip', kind: 'sync', ...end }), backup],
    schemas: world.schemas.map((schema) =>
      schema.id === 'its' ? { ...schema, lastBackup: backup } : { ...schema, activeRun: null },
    ),
  };
}

/** The wizard's last step, with a sync that cannot go on. */
export const atSync = (world: World): World => ({
  ...world,
  session: { ...world.session, setup: { step: 'sync' } },
});

const aPart = (part: Partial<SnapshotPart> & Pick<SnapshotPart, 'name' | 'state'>): SnapshotPart => ({
  count: 0,
  reasons: [],
  warnings: [],
  jql: null,
  ...part,
});

const jql = '(cf[10191] is not EMPTY) OR (cf[10204] is not EMPTY) OR (cf[11873] is not EMPTY)';

/** As they are while what hangs on objects is still read. */
const followed = (parts: SnapshotPart[]) =>
  parts.map((part, n) =>
    n > parts.findIndex(({ name }) => name === 'objects')
      ? aPart({ name: part.name, state: part.name === 'attachments' ? 'notCaptured' : 'following' })
      : part,
  );

/** A backup with its parts in every state, one that is damaged, and a site without attachments. */
export function partsWorld(): World {
  const world = setUpWorld();
  const parts = [
    aPart({ name: 'schema', state: 'captured', count: 1 }),
    aPart({ name: 'statuses', state: 'captured', count: 7 }),
    aPart({ name: 'referenceTypes', state: 'captured', count: 12 }),
    aPart({ name: 'icons', state: 'captured', count: 140 }),
    aPart({
      name: 'iconImages',
      state: 'partial',
      count: 138,
      reasons: ['The image of 2 icons could not be read: Jira answered 404.'],
    }),
    aPart({ name: 'objectTypes', state: 'captured', count: 50 }),
    aPart({ name: 'attributes', state: 'captured', count: 612 }),
    aPart({
      name: 'roles',
      state: 'notAvailable',
      reasons: ['Jira does not tell the roles of this schema: the account may not configure it.'],
    }),
    aPart({ name: 'objects', state: 'partial', count: 1_234_567, reasons: gaps }),
    aPart({ name: 'avatars', state: 'captured' }),
    aPart({
      name: 'comments',
      state: 'notAvailable',
      reasons: ['This site does not give comments through its API.'],
    }),
    aPart({ name: 'history', state: 'captured', count: 98_765 }),
    aPart({
      name: 'attachments',
      state: 'notCaptured',
      reasons: ['Left out as asked for when the backup was started.'],
    }),
    aPart({
      name: 'issueFields',
      state: 'partial',
      count: 1312,
      jql,
      reasons: [
        'The account may not browse the issues of 3 projects: HR, LEGAL, SEC. Give it Browse Projects there.',
      ],
      warnings: ['The account may not edit the issues of 1 project: OPS. Give it Edit Issues there.'],
    }),
  ];
  const noAttachments = {
    attachments: 'notAvailable',
    attachmentsReason: 'This site does not give attachments through its API.',
  } as const;
  const [from, to] = ['2026-11-26T22:40:00Z', '2026-11-27T00:10:00Z'];
  const movedKeys = Array.from({ length: 50 }, (_, n) => `ITS-${n * 17 + 3}`);
  const consistency = { from, to, moved: 63, movedKeys };
  return {
    ...world,
    connection: { ...world.connection!, ...noAttachments },
    schemas: world.schemas.map((schema) => ({ ...schema, ...noAttachments })),
    snapshots: [
      aSnapshot({
        id: 'snap0001',
        schemaId: 'its',
        state: 'partial',
        objects: 1_234_567,
        parts,
        consistency,
      }),
      aSnapshot({ id: 'objects1', schemaId: 'its', state: 'objectsOnly', parts: followed(parts) }),
      aSnapshot({ id: 'damaged1', schemaId: 'its', damagedAt: world.snapshots[0]!.takenAt }),
      aSnapshot({
        id: 'givenup1',
        schemaId: 'its',
        damagedAt: world.snapshots[0]!.takenAt,
        givenUpAt: world.snapshots[0]!.takenAt,
      }),
      aSnapshot({
        id: 'cut00001',
        schemaId: 'its',
        state: 'objectsOnly',
        parts: parts.map((part) =>
          ['comments', 'history', 'attachments'].includes(part.name)
            ? aPart({ name: part.name, state: 'lost' })
            : part,
        ),
      }),
    ],
  };
}
