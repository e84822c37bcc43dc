import type { AlarmView } from '@/api/client';
import { aSnapshot, setUpWorld, type World } from './world';

const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString();

/** A tenth of 30,000 objects is left. */
export const anAlarm = (part: Partial<AlarmView> = {}): AlarmView => ({
  id: 'alarm001',
  shortId: 'alarm001',
  schemaId: 'its',
  kind: 'massDeletion',
  raisedAt: daysAgo(0),
  snapshotId: 'snap0001',
  beforeId: 'snap0002',
  beforeAt: daysAgo(1),
  before: 30_000,
  now: 3000,
  types: [
    { name: 'Laptop', before: 20_000, now: 400 },
    { name: 'Server', before: 6000, now: 0 },
    { name: 'Licence', before: 2000, now: 600 },
  ],
  acknowledgedAt: null,
  acknowledgedBy: null,
  ...part,
});

/** One backup a week for more than a year, one of them pinned; of the newest most objects are gone, and one more schema is. */
export function retentionWorld(): World {
  const world = setUpWorld();
  const weekly = Array.from({ length: 60 }, (_, week) =>
    aSnapshot({
      id: `snap${String(week + 1).padStart(4, '0')}`,
      schemaId: 'its',
      takenAt: daysAgo(week * 7),
      objects: week === 0 ? 3000 : 30_000,
      isPinned: week === 55,
    }),
  );
  const gone = anAlarm({
    id: 'alarm002',
    schemaId: 'old',
    kind: 'schemaDeleted',
    snapshotId: null,
    before: 4100,
    now: 0,
    types: [],
  });
  return {
    ...world,
    snapshots: weekly,
    schemas: world.schemas.map((schema) => ({
      ...schema,
      alarms: schema.id === 'its' ? [anAlarm()] : schema.id === 'old' ? [gone] : [],
    })),
  };
}
