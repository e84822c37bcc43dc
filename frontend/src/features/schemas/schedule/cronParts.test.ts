import { describe, expect, test } from 'vitest';
import { cronOf, type CronParts, daysIn, firstParts, partsOf } from './cronParts';

const numbers = (low: number, high: number) => Array.from({ length: high - low + 1 }, (_, n) => low + n);

/** Every day of each kind, at times that go through all hours and minutes. */
const all: CronParts[] = [
  ...numbers(0, 24 * 60 - 1).map((n) => ({ ...firstParts, hour: Math.floor(n / 60), minute: n % 60 })),
  ...numbers(0, 6).map((weekday) => ({ ...firstParts, every: 'week' as const, weekday })),
  ...numbers(1, 31).map((day) => ({ ...firstParts, every: 'month' as const, day })),
  ...numbers(1, 12).flatMap((month) =>
    numbers(1, daysIn(month)).map((day) => ({ ...firstParts, every: 'year' as const, month, day })),
  ),
];

test('what the pickers write, they read as it was', () => {
  expect(all).toHaveLength(1440 + 7 + 31 + 366);
  for (const parts of all) expect(partsOf(cronOf(parts))).toEqual(parts);
});

test.each([
  [{ ...firstParts, hour: 14, minute: 5 }, '5 14 * * *'],
  [{ ...firstParts, every: 'week', weekday: 0 }, '0 2 * * 0'],
  [{ ...firstParts, every: 'month', day: 31 }, '0 2 31 * *'],
  [{ ...firstParts, every: 'year', day: 29, month: 2 }, '0 2 29 2 *'],
] as [CronParts, string][])('%o is written %s', (parts, cron) => {
  expect(cronOf(parts)).toBe(cron);
});

describe('the pickers show', () => {
  test.each([
    ['05 09 * * *', { every: 'day', hour: 9, minute: 5 }],
    ['  0   2  * * * ', { every: 'day', hour: 2, minute: 0 }],
    ['0 2 * * 7', { every: 'week', weekday: 0 }],
    ['0 2 * * mon', { every: 'week', weekday: 1 }],
    ['0 2 * * SAT', { every: 'week', weekday: 6 }],
    ['0 2 1 JAN *', { every: 'year', day: 1, month: 1 }],
    ['0 2 31 dec *', { every: 'year', day: 31, month: 12 }],
  ] as [string, Partial<CronParts>][])('%s', (cron, parts) => {
    expect(partsOf(cron)).toMatchObject(parts);
  });

  test('of what a cron says nothing of, what was known', () => {
    const known = { ...firstParts, weekday: 4, day: 17, month: 9 };
    expect(partsOf('30 6 * * *', known)).toEqual({ ...known, every: 'day', hour: 6, minute: 30 });
  });
});

test.each([
  '',
  'daily',
  '@daily',
  '0 2 * *',
  '0 2 * * * *',
  '* 2 * * *',
  '*/5 2 * * *',
  '0 2,14 * * *',
  '0 24 * * *',
  '60 2 * * *',
  '0 2 * * 1-5',
  '0 2 * * 1,3',
  '0 2 * * 8',
  '0 2 0 * *',
  '0 2 32 * *',
  '0 2 L * *',
  '0 2 */2 * *',
  '0 2 1 * 1',
  '0 2 * 1 *',
  '0 2 30 2 *',
  '0 2 31 4 *',
  '0 2 1 13 *',
  '-1 2 * * *',
  '1e1 2 * * *',
])('the pickers cannot show “%s”', (cron) => {
  expect(partsOf(cron)).toBeNull();
});
