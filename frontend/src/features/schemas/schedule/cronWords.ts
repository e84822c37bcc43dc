import cronstrue from 'cronstrue';

/** A cron text that the server has taken, as a sentence; as it stands where there is none for it. */
export function cronWords(cron: string, locale: string): string {
  const hours = new Intl.DateTimeFormat(locale, { hour: 'numeric' }).resolvedOptions().hourCycle;
  try {
    return cronstrue.toString(cron, {
      use24HourTimeFormat: hours === 'h23' || hours === 'h24',
      trimHoursLeadingZero: hours === 'h12',
      // Only so does it say of a time alone that it is every day’s.
      verbose: cron.endsWith('* * *'),
    });
  } catch {
    return cron;
  }
}
