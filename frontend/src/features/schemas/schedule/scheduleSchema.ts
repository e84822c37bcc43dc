import { z } from 'zod';
import type { ScheduleView } from '@/api/client';
import type { Translate } from '@/ui/text/useText';
import { cronOf, firstParts } from './cronParts';

/** What is asked here only whether it is there: which texts are a cron, and how often is too often, the server says. */
export const scheduleSchema = (t: Translate) =>
  z
    .object({
      isEnabled: z.boolean(),
      kind: z.enum(['recommended', 'custom']),
      cron: z.string(),
      timeZone: z.string(),
      attachments: z.boolean(),
      archived: z.boolean(),
    })
    .refine(({ kind, cron }) => kind === 'recommended' || cron.trim(), {
      path: ['cron'],
      message: t('schedule.cron.required'),
    });

export type ScheduleValues = z.infer<ReturnType<typeof scheduleSchema>>;

/** A schedule as it is; for a schema without one, what most people want. */
export const valuesOf = (schedule: ScheduleView | null, timeZone: string): ScheduleValues => ({
  isEnabled: schedule?.isEnabled ?? true,
  kind: schedule?.kind ?? 'recommended',
  cron: schedule?.cron ?? cronOf(firstParts),
  timeZone: schedule?.timeZone ?? timeZone,
  attachments: schedule?.attachments ?? true,
  archived: schedule?.archived ?? false,
});

export const timeOf = ({ kind, cron, timeZone }: Pick<ScheduleValues, 'kind' | 'cron' | 'timeZone'>) => ({
  kind,
  cron: kind === 'custom' ? cron : null,
  timeZone,
});
