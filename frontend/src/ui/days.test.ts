import { expect, test } from 'vitest';
import { firstOfMonth, nextDay, startOfDay } from './days';

test.each([
  ['2026-11-01', 'UTC', '2026-11-01T00:00:00.000Z'],
  ['2026-11-01', 'Europe/Berlin', '2026-10-31T23:00:00.000Z'],
  ['2026-07-01', 'America/New_York', '2026-07-01T04:00:00.000Z'],
  ['2026-07-01', 'Asia/Kolkata', '2026-06-30T18:30:00.000Z'],
  // The clocks change in the night of the day, and of the one before.
  ['2026-03-29', 'Europe/Berlin', '2026-03-28T23:00:00.000Z'],
  ['2026-03-30', 'Europe/Berlin', '2026-03-29T22:00:00.000Z'],
])('%s begins in %s at %s', (day, zone, at) => {
  expect(startOfDay(day, zone)).toBe(at);
});

test('the day after the last of a month is the first of the next', () => {
  expect(nextDay('2026-02-28')).toBe('2026-03-01');
});

test.each([
  ['UTC', '2026-10-01'],
  ['Europe/Berlin', '2026-11-01'],
])('the month that it is in %s begins on %s', (zone, day) => {
  expect(firstOfMonth(Date.parse('2026-10-31T23:30:00Z'), zone)).toBe(day);
});
