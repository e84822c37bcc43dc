export type Every = 'day' | 'week' | 'month' | 'year';

/** What the pickers show of a schedule. `every` tells which of the last three count. */
export interface CronParts {
  every: Every;
  hour: number;
  minute: number;
  /** 0 is Sunday. */
  weekday: number;
  day: number;
  /** 1 is January. */
  month: number;
}

export const firstParts: CronParts = { every: 'day', hour: 2, minute: 0, weekday: 1, day: 1, month: 1 };

const months = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
const weekdays = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];

/** The days of a month in a leap year. */
export const daysIn = (month: number): number => new Date(Date.UTC(2024, month, 0)).getUTCDate();

/** The cron text of what the pickers show. */
export function cronOf({ every, hour, minute, weekday, day, month }: CronParts): string {
  const days = { day: '* * *', week: `* * ${weekday}`, month: `${day} * *`, year: `${day} ${month} *` };
  return `${minute} ${hour} ${days[every]}`;
}

/**
 * What the pickers show of a cron text, null where they cannot: a list, a range, a step, or no cron at all. Parts that it says
 * nothing of are taken from `known`.
 */
export function partsOf(cron: string, known = firstParts): CronParts | null {
  const [minutes, hours, ofMonth, inMonth, ofWeek, ...more] = cron.trim().split(/\s+/);
  if (ofWeek === undefined || more.length > 0) return null;
  const minute = valueOf(minutes!, 0, 59);
  const hour = valueOf(hours!, 0, 23);
  if (minute === null || hour === null) return null;
  const time = { ...known, minute, hour };
  const day = valueOf(ofMonth!, 1, 31);
  const month = valueOf(inMonth!, 1, 12, months);
  const weekday = valueOf(ofWeek, 0, 7, weekdays);
  switch ([ofMonth, inMonth, ofWeek].map((field) => (field === '*' ? '*' : 'x')).join('')) {
    case '***':
      return { ...time, every: 'day' };
    case '**x':
      return weekday === null ? null : { ...time, every: 'week', weekday: weekday % 7 };
    case 'x**':
      return day === null ? null : { ...time, every: 'month', day };
    case 'xx*':
      return day === null || month === null || day > daysIn(month)
        ? null
        : { ...time, every: 'year', day, month };
    default:
      return null;
  }
}

function valueOf(field: string, low: number, high: number, names: string[] = []): number | null {
  const named = names.indexOf(field.toUpperCase());
  if (named >= 0) return named + low;
  const value = /^\d{1,2}$/.test(field) ? Number(field) : NaN;
  return value >= low && value <= high ? value : null;
}
