/** The moment at which a day (2026-11-01) begins in a zone, in ISO form. */
export function startOfDay(day: string, timeZone?: string): string {
  const midnight = Date.parse(`${day}T00:00:00Z`);
  // Where the clocks change that day, the second look is at the right side of the change.
  const about = midnight - aheadOfUtc(midnight, timeZone);
  return new Date(midnight - aheadOfUtc(about, timeZone)).toISOString();
}

/** The day after a day. */
export const nextDay = (day: string): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);

/** The first day of the month that it is in a zone. */
export function firstOfMonth(now: number, timeZone?: string): string {
  return new Date(now + aheadOfUtc(now, timeZone)).toISOString().slice(0, 8) + '01';
}

const parts = ['year', 'month', 'day', 'hour', 'minute', 'second'] as const;

/** By how many milliseconds a zone's clocks are ahead of UTC at a moment. */
function aheadOfUtc(at: number, timeZone?: string): number {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    ...Object.fromEntries(parts.map((part) => [part, 'numeric'])),
  });
  const shown = format.formatToParts(at);
  const [year = 0, month = 0, ...rest] = parts.map((part) =>
    Number(shown.find(({ type }) => type === part)?.value),
  );
  return Date.UTC(year, month - 1, ...rest) - Math.floor(at / 1000) * 1000;
}
