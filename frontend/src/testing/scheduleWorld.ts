import { aRun, aSchedule, aSchema, setUpWorld, type World } from './world';

/** A schedule in every state that the grid can show. */
export function scheduleWorld(): World {
  const world = setUpWorld();
  const running = { ...world.runs[0]!, schemaId: 'running' };
  const queued = aRun({
    id: 'q',
    kind: 'backup',
    state: 'queued',
    schemaId: 'queued',
    waitsFor: 'Waiting for its turn',
  });
  const last = world.schemas[0]!;
  const kept = {
    lastSnapshotId: last.lastSnapshotId,
    lastSnapshotAt: last.lastSnapshotAt,
    lastSnapshotStorage: last.lastSnapshotStorage,
    attachments: 'available',
  } as const;
  const schemaOf = (id: string, name: string, part: object) =>
    aSchema({ id, name, key: id.slice(0, 4).toUpperCase(), ...kept, ...part });
  return {
    ...world,
    runs: [running, queued],
    schemas: [
      schemaOf('auto', 'Auto', { schedule: aSchedule({ cron: '0 3 * * 1' }) }),
      schemaOf('complex', 'Complex', {
        schedule: aSchedule({ cron: '30 22 * * 1-5', timeZone: 'America/New_York' }),
      }),
      schemaOf('none', 'Never scheduled', {}),
      schemaOf('bare', 'Without one', {}),
      schemaOf('off', 'Off', { schedule: aSchedule({ isEnabled: false, nextAt: null }) }),
      schemaOf('recommended', 'Recommended', {
        schedule: aSchedule({ kind: 'recommended', cron: '10 2 * * *' }),
      }),
      schemaOf('reserved', 'Reserved', { schedule: aSchedule({ cron: '0 4 * * *', isReserved: true }) }),
      schemaOf('running', 'Running', { activeRun: running, schedule: aSchedule() }),
      schemaOf('queued', 'Queued', { activeRun: queued, schedule: aSchedule() }),
      schemaOf('gone', 'Gone', {
        status: 'deleted',
        statusReason: 'It is not in Assets any more.',
        schedule: aSchedule({
          nextAt: null,
          pausedBecause: 'Paused: Deleted. It is not in Assets any more.',
        }),
      }),
    ],
  };
}
