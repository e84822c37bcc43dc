import type { AuditEntryView } from '@/api/client';
import { firstOfMonth, startOfDay } from '@/ui/days';

const minute = 60_000;
const zone = 'Europe/Berlin';

/** So long ago, but this month: the log opens on it. */
function ago(milliseconds: number): string {
  const now = Date.now();
  const month = Date.parse(startOfDay(firstOfMonth(now, zone), zone));
  return new Date(Math.max(now - milliseconds, month)).toISOString();
}

/** A line of the log; the higher its number, the newer it is. */
export const aLine = (
  part: Partial<AuditEntryView> & Pick<AuditEntryView, 'number' | 'action'>,
): AuditEntryView => ({
  at: ago((100 - part.number) * minute),
  actor: 1,
  who: 'operator',
  subjectKind: 'schema',
  subjectId: 'its',
  subject: 'IT services',
  runId: null,
  values: [],
  ...part,
});

/** What was done so far in the site that is set up, the newest first. */
export const auditLines = (own: string): AuditEntryView[] => [
  aLine({
    number: 7,
    action: 'restoreStarted',
    who: own,
    runId: 'restore-1',
    values: [
      { name: 'Into', old: null, new: 'https://globex.atlassian.net' },
      { name: 'As', old: null, new: 'IT services (ITS)' },
    ],
  }),
  aLine({
    number: 6,
    action: 'scheduleChanged',
    who: '557058:f8b1f6c5-9d3e-4c1a-8f0e-1c1b2a3d4e5f',
    values: [{ name: 'Time', old: '02:00', new: '03:30' }],
  }),
  aLine({
    number: 5,
    action: 'snapshotDescribed',
    who: null,
    actor: 4,
    subjectKind: 'snapshot',
    subjectId: 'snap0001',
    subject: 'IT services, backup snap0001',
    values: [{ name: 'Description', old: 'Before the network change', new: null }],
  }),
  aLine({
    number: 4,
    action: 'backupEnded',
    who: 'schedule',
    runId: 'run-failed',
    subject: 'Customers',
    subjectId: 'crm',
    values: [
      { name: 'State', old: null, new: 'Failed' },
      {
        name: 'Problem',
        old: null,
        new: 'The API token has expired. Enter a new one in Settings, Connection.',
      },
    ],
  }),
  aLine({ number: 3, action: 'backupStarted', who: 'schedule', subject: 'Customers', subjectId: 'crm' }),
  aLine({
    number: 2,
    action: 'connectionChanged',
    who: own,
    subjectKind: 'connection',
    subjectId: 'current',
    subject: 'acme.atlassian.net',
    values: [
      { name: 'Account', old: 'before@acme.example', new: 'admin@acme.example' },
      { name: 'Workspace ID', old: 'w-1', new: 'w-2' },
      { name: 'Token or password', old: null, new: 'replaced' },
    ],
  }),
  aLine({
    number: 1,
    action: 'storageChanged',
    subjectKind: 'storage',
    subjectId: null,
    subject: 'eu',
    values: [{ name: 'Storage', old: null, new: 'eu' }],
  }),
];
