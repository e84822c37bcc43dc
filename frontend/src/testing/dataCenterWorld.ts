import type { CredentialReport, SnapshotPart } from '@/api/client';
import { noToken } from './runWorlds';
import { aRun, aSchema, aSnapshot, aTarget, setUpWorld, type World } from './world';

const initech = 'https://jira.initech.example/jira';

const archived = (part: Partial<SnapshotPart> & Pick<SnapshotPart, 'state'>): SnapshotPart => ({
  name: 'archivedObjects',
  count: 0,
  reasons: [],
  warnings: [],
  jql: null,
  ...part,
});

/** Backups of one schema, each with what became of the archive. */
const archiveSnapshots = [
  archived({ state: 'captured', count: 31 }),
  archived({
    state: 'notCaptured',
    reasons: ['Left out: archived objects are backed up where they are asked for.'],
  }),
  archived({
    state: 'partial',
    count: 28,
    reasons: ['3 archived objects could not be read, or left the archive meanwhile.'],
  }),
  archived({ state: 'notAvailable', reasons: ['The account may not see the archive.'] }),
].map((part, n) => {
  const snapshot = aSnapshot({ id: `mach000${n + 1}`, schemaId: 'mac' });
  return { ...snapshot, parts: [...snapshot.parts, part] };
});

/** A Data Center beside the site and another Cloud one: a schema that is backed up, one that is not yet. */
export function dataCenterWorld(): World {
  const world = setUpWorld();
  const machines = archiveSnapshots[0]!;
  const there = { siteUrl: initech, location: 'dataCenter', attachments: 'available' } as const;
  return {
    ...world,
    schemas: [
      ...world.schemas,
      aSchema({
        ...there,
        id: 'mac',
        name: 'Machines',
        key: 'MAC',
        objectCount: 812,
        lastSnapshotId: machines.id,
        lastSnapshotAt: machines.takenAt,
        lastSnapshotStorage: machines.storage,
      }),
      aSchema({ ...there, id: 'lic', name: 'Licences', key: 'LIC', objectCount: 77 }),
      aSchema({
        id: 'glo',
        name: 'Globex machines',
        key: 'GLO',
        siteUrl: 'https://globex.atlassian.net',
        location: 'anotherCloud',
        attachments: 'notAvailable',
        attachmentsReason: 'The account may not read attachments.',
      }),
    ],
    snapshots: [...world.snapshots, ...archiveSnapshots],
    targets: [...world.targets, aDataCenter()],
  };
}

/** Runs of every instance: the site's own go well, Globex does not answer, Initech waits for a new sign-in, one is gone. */
export function instanceRunsWorld(): World {
  const world = dataCenterWorld();
  const wait = {
    connectionId: 'initech',
    state: 'paused',
    errorCode: 'token-rejected',
    waitsFor: noToken,
  } as const;
  const failed = { kind: 'sync', state: 'failed', errorMessage: 'Jira does not answer.' } as const;
  return {
    ...world,
    targets: world.targets.map((target) =>
      target.id === 'initech'
        ? { ...target, token: 'refused', tokenReason: 'Jira no longer accepts it: it was revoked.' }
        : target,
    ),
    runs: [
      aRun({ id: 'sync-own', kind: 'sync', state: 'succeeded', result: '6 schemas found.' }),
      aRun({ id: 'sync-globex', connectionId: 'globex', ...failed }),
      aRun({ id: 'sync-initech', kind: 'sync', ...wait }),
      aRun({ id: 'backup-initech', kind: 'backup', schemaId: 'mac', ...wait }),
      aRun({ id: 'sync-gone', connectionId: 'gone', ...failed }),
    ],
  };
}

export const aDataCenter = (part: Partial<ReturnType<typeof aTarget>> = {}) =>
  aTarget({
    id: 'initech',
    name: 'Initech',
    siteUrl: initech,
    location: 'dataCenter',
    workspaceId: 'jira.initech.example/jira',
    email: 'backup.agent',
    signIn: 'accessToken',
    ...part,
  });

/** What the server proves before it stores a Data Center's sign-in. */
export const dataCenterReport = (email: string): CredentialReport => ({
  workspaceId: 'jira.initech.example/jira',
  email,
  accountName: 'Backup agent',
  checks: [
    {
      check: 'site',
      outcome: 'passed',
      message: `Jira 10.3.2 (Data Center or Server) answers at ${initech}.`,
    },
    {
      check: 'token',
      outcome: 'passed',
      message: 'The personal access token works; it belongs to Backup agent.',
    },
    { check: 'reading', outcome: 'passed', message: 'The account sees 2 schemas.' },
  ],
});
