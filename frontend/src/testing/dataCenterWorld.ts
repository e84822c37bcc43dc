import type { CredentialReport } from '@/api/client';
import { aSchema, aSnapshot, aTarget, setUpWorld, type World } from './world';

const initech = 'https://jira.initech.example/jira';

/** A Data Center beside the site and another Cloud one: a schema that is backed up, one that is not yet. */
export function dataCenterWorld(): World {
  const world = setUpWorld();
  const machines = aSnapshot({ id: 'mach0001', schemaId: 'mac' });
  const there = { siteUrl: initech, location: 'dataCenter' } as const;
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
      }),
    ],
    snapshots: [...world.snapshots, machines],
    targets: [...world.targets, aDataCenter()],
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
