import type {
  AuditEntryView,
  ChannelView,
  ConnectionCard,
  PlanAction,
  PlanView,
  RetentionPolicy,
  RunLogLine,
  RunView,
  ScheduleView,
  SchemaView,
  SessionView,
  SnapshotView,
  StorageCard,
  TargetView,
} from '@/api/client';
import { auditLines } from './auditWorld';
import { someChannels } from './notificationWorld';

/** What a simulated server holds. Ids are short words, so that a test reads well. */
export interface World {
  session: SessionView;
  connection: ConnectionCard | null;
  schemas: SchemaView[];
  snapshots: SnapshotView[];
  runs: RunView[];
  logs: Record<string, RunLogLine[]>;
  plans: PlanView[];
  planActions: PlanAction[];
  targets: TargetView[];
  defaultScheduleZone: string | null;
  /** By schema where it has rules of its own. */
  retention: { default: RetentionPolicy; own: Record<string, RetentionPolicy> };
  /** The newest first. */
  audit: AuditEntryView[];
  channels: ChannelView[];
  sendsEmail: boolean;
}

const site = 'https://acme.atlassian.net';
export const ownAccount = '5b10a2844c20165700ede21a';
const at = (minutesAgo: number) => new Date(Date.now() - minutesAgo * 60_000).toISOString();

export const aRun = (part: Partial<RunView> & Pick<RunView, 'id' | 'kind' | 'state'>): RunView => ({
  connectionId: 'current',
  schemaId: null,
  snapshotId: null,
  planId: null,
  hasBackup: false,
  step: null,
  done: 0,
  total: null,
  ratePerSecond: null,
  etaSecondsLow: null,
  etaSecondsHigh: null,
  waitsFor: null,
  stopRequested: false,
  errorCode: null,
  errorMessage: null,
  result: null,
  requestedBy: ownAccount,
  createdAt: at(5),
  startedAt: at(5),
  finishedAt: null,
  ...part,
});

export const aSchema = (part: Partial<SchemaView> & Pick<SchemaView, 'id' | 'name' | 'key'>): SchemaView => ({
  assetsId: part.id,
  siteUrl: site,
  location: 'cloud',
  status: 'active',
  statusReason: null,
  statusSince: null,
  objectCount: 3000,
  objectTypeCount: 50,
  canManage: true,
  attachments: 'notChecked',
  attachmentsReason: null,
  lastSnapshotId: null,
  lastSnapshotAt: null,
  lastSnapshotStorage: null,
  lastBackup: null,
  activeRun: null,
  schedule: null,
  alarms: [],
  ...part,
});

/** Daily at two in Berlin, due next in some hours. */
export const aSchedule = (part: Partial<ScheduleView> = {}): ScheduleView => ({
  isEnabled: true,
  kind: 'custom',
  cron: '0 2 * * *',
  timeZone: 'Europe/Berlin',
  attachments: true,
  archived: false,
  nextAt: at(-9 * 60),
  pausedBecause: null,
  isReserved: false,
  savedBy: ownAccount,
  savedAt: at(60 * 24),
  ...part,
});

export const aSnapshot = (
  part: Partial<SnapshotView> & Pick<SnapshotView, 'id' | 'schemaId'>,
): SnapshotView => ({
  shortId: part.id.slice(0, 8),
  takenAt: at(90),
  state: 'complete',
  trigger: 'manual',
  description: null,
  takenBy: ownAccount,
  objects: 3000,
  addedBytes: 1_234_567,
  parts: [
    { name: 'schema', state: 'captured', count: 1, reasons: [], warnings: [], jql: null },
    { name: 'objectTypes', state: 'captured', count: 50, reasons: [], warnings: [], jql: null },
    { name: 'objects', state: 'captured', count: 3000, reasons: [], warnings: [], jql: null },
    {
      name: 'comments',
      state: 'notCaptured',
      count: 0,
      reasons: ['This version does not capture comments.'],
      warnings: [],
      jql: null,
    },
  ],
  consistency: { from: at(95), to: at(90), moved: 0, movedKeys: [] },
  verifiedAt: null,
  damagedAt: null,
  givenUpAt: null,
  isPinned: false,
  storage: { name: 'eu', isConnected: true },
  ...part,
});

export const managed = (region: string): StorageCard => ({
  kind: 'managed',
  region,
  servers: null,
  version: null,
  usesTls: false,
  accessSetAt: null,
});

export const ownDatabase = (): StorageCard => ({
  kind: 'ownDatabase',
  region: null,
  servers: 'mongodb://db-1.acme.example:27017,db-2.acme.example:27017/assetsbackup',
  version: '7.0.14',
  usesTls: true,
  accessSetAt: at(60 * 24 * 3),
});

export const aPlan = (part: Partial<PlanView> & Pick<PlanView, 'id' | 'state'>): PlanView => ({
  snapshotId: 'snap0001',
  destinationId: 'globex',
  destinationName: 'Globex',
  destinationSiteUrl: 'https://globex.atlassian.net',
  schemaName: 'IT services',
  schemaKey: 'ITS',
  summary: {
    counts: [
      { kind: 'objectType', create: 50, use: 0, skip: 0 },
      { kind: 'status', create: 2, use: 3, skip: 0 },
      { kind: 'object', create: 3000, use: 0, skip: 0 },
    ],
    calls: 6200,
    seconds: 470,
    warnings: ['2 users do not exist on Globex: their values stay empty and are listed in the log.'],
  },
  problem: null,
  restoreRunId: null,
  createdAt: at(2),
  ...part,
});

export const aTarget = (part: Partial<TargetView> & Pick<TargetView, 'id' | 'name'>): TargetView => ({
  siteUrl: `https://${part.id}.atlassian.net`,
  location: 'anotherCloud',
  workspaceId: 'w-2',
  email: 'admin@acme.example',
  signIn: 'basic',
  tokenSetAt: at(60),
  tokenExpiresOn: null,
  token: 'works',
  tokenReason: null,
  createdAt: at(60),
  report: null,
  ...part,
});

/** A site that is set up: one schema in every state that the grid can show. */
export function setUpWorld(): World {
  const failed = aRun({
    id: 'run-failed',
    kind: 'backup',
    state: 'failed',
    schemaId: 'crm',
    createdAt: at(600),
    errorMessage: 'The API token has expired. Enter a new one in Settings, Connection.',
  });
  const running = aRun({
    id: 'run-1',
    kind: 'backup',
    state: 'running',
    schemaId: 'hr',
    step: 'Reading objects',
    done: 1260,
    total: 3000,
    ratePerSecond: 85,
    etaSecondsLow: 16,
    etaSecondsHigh: 27,
  });
  const its = aSnapshot({ id: 'snap0001', schemaId: 'its', description: 'Before the network change' });
  return {
    session: {
      appName: 'Assets Backup & Migration',
      siteUrl: site,
      accountId: ownAccount,
      licence: 'trial',
      setup: { step: 'done' },
      version: '0.1.0',
    },
    connection: {
      id: 'current',
      siteUrl: site,
      workspaceId: 'g2778e1d-939d-581d-c8e2-9d5g59de456b',
      email: 'admin@acme.example',
      tokenSetAt: at(60 * 24 * 12),
      tokenExpiresOn: null,
      token: 'works',
      tokenReason: null,
      tokenCheckedAt: at(30),
      storage: managed('eu'),
      syncedAt: at(30),
      licence: 'trial',
      attachments: 'notChecked',
      attachmentsReason: null,
    },
    schemas: [
      aSchema({
        id: 'its',
        name: 'IT services',
        key: 'ITS',
        lastSnapshotId: its.id,
        lastSnapshotAt: its.takenAt,
        lastSnapshotStorage: its.storage,
      }),
      aSchema({ id: 'hr', name: 'Human resources', key: 'HR', activeRun: running }),
      aSchema({ id: 'crm', name: 'Customers', key: 'CRM', objectCount: 120, lastBackup: failed }),
      aSchema({ id: 'fac', name: 'Facilities', key: 'FAC', objectCount: 41 }),
      aSchema({
        id: 'old',
        name: 'Old hardware',
        key: 'OLD',
        status: 'deleted',
        statusReason: 'It is not in Assets any more.',
        statusSince: at(60 * 24 * 2),
      }),
      aSchema({
        id: 'sec',
        name: 'Security',
        key: 'SEC',
        status: 'syncError',
        statusReason: 'The account may not read this schema. Give it the role Object Schema Manager.',
        statusSince: at(60 * 5),
      }),
    ],
    snapshots: [its],
    runs: [
      running,
      aRun({ id: 'run-sync', kind: 'sync', state: 'succeeded', result: '6 schemas found.' }),
      failed,
    ],
    logs: {},
    plans: [],
    planActions: [],
    targets: [aTarget({ id: 'globex', name: 'Globex' })],
    defaultScheduleZone: null,
    retention: { default: { withinDays: 365, daily: 0, weekly: 0, monthly: 0, yearly: 0 }, own: {} },
    audit: auditLines(ownAccount),
    channels: someChannels(),
    sendsEmail: true,
  };
}
