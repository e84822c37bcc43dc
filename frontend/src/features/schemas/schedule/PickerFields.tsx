import { TimePicker } from '@atlaskit/datetime-picker';
import { ErrorMessage, HelperMessage, Label } from '@atlaskit/form';
import { Box, Inline, Text, xcss } from '@atlaskit/primitives';
import { useIntl } from 'react-intl';
import { useText } from '@/ui/text/useText';
import { Choice } from './Choice';
import { type CronParts, daysIn, type Every } from './cronParts';

const every: Every[] = ['day', 'week', 'month', 'year'];
const timeBox = xcss({ width: '120px' });
const halfHours = Array.from({ length: 48 }, (_, n) => clock(Math.floor(n / 2), (n % 2) * 30));

interface PickerFieldsProps {
  /** Null where the pickers cannot show the cron text. */
  parts: CronParts | null;
  cron: string;
  error: string | undefined;
  onPick: (change: Partial<CronParts>) => void;
}

/** Every day, week, month or year, the day in it and the time. */
export function PickerFields({ parts, cron, error, onPick }: PickerFieldsProps) {
  const t = useText();
  const { locale } = useIntl();
  return (
    <div>
      <Inline space="space.150" rowSpace="space.100" shouldWrap alignBlock="start">
        <Choice
          id="every"
          label={t('schedule.every')}
          values={every}
          value={parts?.every ?? null}
          nameOf={(value) => t(`schedule.every.${value}`)}
          onChange={(value) => onPick({ every: value, ...(value === 'year' && parts && fit(parts)) })}
        />
        {parts && <DayFields parts={parts} onPick={onPick} />}
        {parts && (
          <Box xcss={timeBox}>
            <Label htmlFor="time">{t('schedule.time')}</Label>
            <TimePicker
              id="time"
              locale={locale}
              isInvalid={Boolean(error)}
              aria-describedby="time-error"
              timeIsEditable
              times={halfHours}
              value={clock(parts.hour, parts.minute)}
              onChange={(value) => {
                const [hour, minute] = value.split(':').map(Number);
                // Neither holds of what is no time.
                if (hour! >= 0 && minute! >= 0) onPick({ hour: hour!, minute: minute! });
              }}
              selectProps={{ menuPosition: 'fixed', isClearable: false }}
            />
          </Box>
        )}
      </Inline>
      {!parts && (
        <Text as="p" color="color.text.subtle">
          {cron.trim() ? t('schedule.pickers.notShown', { cron }) : t('schedule.pickers.empty')}
        </Text>
      )}
      <div id="time-error" role="alert">
        {error && <ErrorMessage>{error}</ErrorMessage>}
      </div>
    </div>
  );
}

function DayFields({ parts, onPick }: Pick<PickerFieldsProps, 'onPick'> & { parts: CronParts }) {
  const t = useText();
  const intl = useIntl();
  const { every, weekday, month, day } = parts;
  const utc = (year: number, month: number, day: number) => new Date(Date.UTC(year, month, day));
  // The first of January 2023 was a Sunday.
  const weekdayName = (n: number) =>
    intl.formatDate(utc(2023, 0, 1 + n), { weekday: 'long', timeZone: 'UTC' });
  const monthName = (n: number) => intl.formatDate(utc(2023, n - 1, 1), { month: 'long', timeZone: 'UTC' });
  if (every === 'day') return null;
  if (every === 'week')
    return (
      <Choice
        id="weekday"
        label={t('schedule.weekday')}
        values={[1, 2, 3, 4, 5, 6, 0]}
        value={weekday}
        nameOf={weekdayName}
        onChange={(value) => onPick({ weekday: value })}
      />
    );
  const days = every === 'year' ? daysIn(month) : 31;
  const help =
    every === 'month' && day > 28
      ? t('schedule.day.short')
      : every === 'year' && month === 2 && day === 29
        ? t('schedule.day.leap')
        : null;
  return (
    <>
      {every === 'year' && (
        <Choice
          id="month"
          label={t('schedule.month')}
          values={numbers(12)}
          value={month}
          nameOf={monthName}
          onChange={(value) => onPick(fit({ ...parts, month: value }))}
        />
      )}
      <div>
        <Choice
          id="day"
          label={t('schedule.day')}
          values={numbers(days)}
          value={day}
          nameOf={(value) => intl.formatNumber(value)}
          onChange={(value) => onPick({ day: value })}
        />
        {help && <HelperMessage>{help}</HelperMessage>}
      </div>
    </>
  );
}

const numbers = (count: number) => Array.from({ length: count }, (_, n) => n + 1);

/** The last day of a month that has not as many. */
const fit = ({ month, day }: CronParts) => ({ month, day: Math.min(day, daysIn(month)) });

function clock(hour: number, minute: number): string {
  return [hour, minute].map((part) => String(part).padStart(2, '0')).join(':');
}
