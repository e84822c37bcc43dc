import { http, HttpResponse } from 'msw';
import type { SaveDefaultSchedule, ScheduleRequest, ScheduleTimeRequest } from '@/api/client';
import { aRun, aSchedule, type World } from './world';

/** What the simulated server recommends. */
const recommended = '10 2 * * *';

const refused = (cron: string) =>
  HttpResponse.json(
    {
      code: 'not-valid',
      title: 'Some fields need a correction.',
      detail: 'Each of them says why.',
      fields: { cron },
      requestId: 'request-7',
    },
    { status: 422 },
  );

/** Why the simulated server does not take a cron text: it knows one of each reason. */
function faultOf({ kind, cron }: ScheduleTimeRequest): string | null {
  if (kind === 'recommended') return null;
  const fields = (cron ?? '').trim().split(/\s+/);
  if (fields.length !== 5)
    return 'Cron expression is not valid: it has five fields, minute, hour, day of the month, month and day of the week';
  if (Number(fields[1]) > 23) return 'Cron expression is not valid: field 2, the hour';
  if (fields[0] === '*' || fields[1]!.includes('*'))
    return 'The minimum allowed frequency of backup is once per day';
  if (fields[1] === '4')
    return 'This time is reserved for maintenance. Choose a time at least 2 hours before or after it.';
  return null;
}

const cronOf = ({ kind, cron }: ScheduleTimeRequest) =>
  kind === 'recommended' ? recommended : cron!.trim().replace(/\s+/g, ' ');

/** At its hour and minute on each of the next days, whatever days it names. */
function nextOf(time: ScheduleTimeRequest): string[] {
  const [minute, hour] = cronOf(time).split(' ').map(Number);
  return Array.from({ length: 5 }, (_, n) => {
    const day = new Date();
    day.setUTCDate(day.getUTCDate() + n + 1);
    day.setUTCHours(hour!, minute!, 0, 0);
    return day.toISOString();
  });
}

export const scheduleHandlers = (world: World) => [
  http.post('/api/schemas/:id/schedule/preview', async ({ request }) => {
    const time = (await request.json()) as ScheduleTimeRequest;
    const fault = faultOf(time);
    return fault ? refused(fault) : HttpResponse.json({ cron: cronOf(time), next: nextOf(time) });
  }),
  http.put('/api/schemas/:id/schedule', async ({ params, request }) => {
    const { time, isEnabled, ...parts } = (await request.json()) as ScheduleRequest;
    const fault = faultOf(time);
    return fault
      ? refused(fault)
      : HttpResponse.json(saved(world, String(params.id), time, isEnabled, parts));
  }),
  http.get('/api/schedules/default', () => HttpResponse.json({ timeZone: world.defaultScheduleZone })),
  http.put('/api/schedules/default', async ({ request }) => {
    world.defaultScheduleZone = ((await request.json()) as SaveDefaultSchedule).timeZone;
    return HttpResponse.json({ timeZone: world.defaultScheduleZone });
  }),
  http.post('/api/schedules/all', () => {
    const bare = world.schemas.filter(({ status, schedule }) => status === 'active' && !schedule);
    const time = { kind: 'recommended', cron: null, timeZone: 'Europe/Berlin' } as const;
    for (const { id } of bare) saved(world, id, time, true, {});
    return HttpResponse.json({ schemas: bare.length });
  }),
];

function saved(
  world: World,
  schemaId: string,
  time: ScheduleTimeRequest,
  isEnabled: boolean,
  { attachments, archived }: Pick<ScheduleRequest, 'attachments' | 'archived'>,
) {
  const nextAt = isEnabled ? nextOf(time)[0]! : null;
  const parts = { attachments: attachments ?? true, archived: archived ?? false };
  const schedule = aSchedule({ ...time, ...parts, cron: cronOf(time), isEnabled, nextAt });
  world.schemas = world.schemas.map((schema) => (schema.id === schemaId ? { ...schema, schedule } : schema));
  if (!isEnabled || world.schemas.find(({ id }) => id === schemaId)?.activeRun)
    return { schedule, runId: null };
  const run = aRun({
    id: `run-${schemaId}`,
    kind: 'backup',
    state: 'queued',
    waitsFor: 'Waiting for its turn',
    schemaId,
    createdAt: new Date().toISOString(),
  });
  world.runs = [run, ...world.runs];
  return { schedule, runId: run.id };
}
