import { useMemo } from 'react';
import { type IntlShape, useIntl } from 'react-intl';

/** Numbers, sizes, lengths of time and dates in this person's locale and zone. */
export function useFormat() {
  const intl = useIntl();
  return useMemo(() => formatsOf(intl), [intl]);
}

const formatsOf = (intl: IntlShape) => ({
  number: (value: number, digits = 0) => intl.formatNumber(value, { maximumFractionDigits: digits }),
  percent: (share: number) => intl.formatNumber(share, { style: 'percent', maximumFractionDigits: 0 }),
  size: (bytes: number) => size(intl, bytes),
  bytes: (bytes: number) => intl.formatNumber(bytes, { style: 'unit', unit: 'byte', unitDisplay: 'long' }),
  duration: (seconds: number) => duration(intl, seconds),
  durationRange: (low: number, high: number) => durationRange(intl, low, high),
  absolute: (iso: string) => intl.formatDate(iso, { dateStyle: 'long', timeStyle: 'long' }),
  date: (iso: string) => intl.formatDate(iso, { dateStyle: 'medium' }),
  time: (iso: string) => intl.formatTime(iso, { timeStyle: 'short' }),
  dateTime: (iso: string) => intl.formatDate(iso, { dateStyle: 'medium', timeStyle: 'short' }),
  weekdayTime: (iso: string) =>
    intl.formatDate(iso, {
      weekday: 'short',
      day: 'numeric',
      month: 'short',
      year: 'numeric',
      hour: 'numeric',
      minute: '2-digit',
    }),
  range: (from: string, to: string) =>
    intl.formatDateTimeRange(new Date(from), new Date(to), { dateStyle: 'medium', timeStyle: 'short' }),
  relative: (iso: string, now: number) => relative(intl, new Date(iso).getTime() - now),
});

const sizes = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;

function size(intl: IntlShape, bytes: number): string {
  const step = Math.min(sizes.length - 1, bytes < 1 ? 0 : Math.floor(Math.log10(bytes) / 3));
  return intl.formatNumber(bytes / 1000 ** step, {
    style: 'unit',
    unit: sizes[step],
    unitDisplay: step === 0 ? 'long' : 'short',
    maximumFractionDigits: step === 0 ? 0 : 1,
  });
}

const minute = ['minute', 60] as const;
const units = [['day', 86_400], ['hour', 3_600], minute, ['second', 1]] as const;

/** The largest unit of which there is at least one and a half, so that 90 minutes are not "2 hours". */
const unitOf = (seconds: number) =>
  units.find(([, length]) => Math.abs(seconds) >= length * 1.5) ?? (['second', 1] as const);

function duration(intl: IntlShape, seconds: number): string {
  const [unit, length] = unitOf(seconds);
  return inUnit(intl, Math.round(seconds / length), unit);
}

const inUnit = (intl: IntlShape, value: number, unit: string): string =>
  intl.formatNumber(value, { style: 'unit', unit, unitDisplay: 'long' });

/** "2–4 minutes", in the unit of the longer one; seconds by fives, so that it does not change at every look. */
function durationRange(intl: IntlShape, low: number, high: number): string {
  const [unit, length] = unitOf(high);
  const step = unit === 'second' ? 5 : 1;
  const from = Math.floor(low / length / step) * step;
  const to = Math.max(step, Math.ceil(high / length / step) * step);
  const upTo = inUnit(intl, to, unit);
  return from === to ? upTo : `${intl.formatNumber(from)}–${upTo}`;
}

function relative(intl: IntlShape, milliseconds: number): string {
  const seconds = milliseconds / 1000;
  if (Math.abs(seconds) < 60) return intl.formatRelativeTime(0, 'second', { numeric: 'auto' });
  const [unit, length] = Math.abs(seconds) < 90 ? minute : unitOf(seconds);
  return intl.formatRelativeTime(Math.round(seconds / length), unit, { numeric: 'auto' });
}
