import { Box, Stack, Text, xcss } from '@atlaskit/primitives';
import { useIntl } from 'react-intl';
import { ApiFailure } from '@/api/ApiFailure';
import type { SchedulePreview } from '@/api/client';
import { useText } from '@/ui/text/useText';
import { useFormat } from '@/ui/useFormat';
import { cronWords } from './cronWords';
import { zoneName } from './zoneName';

const box = xcss({
  backgroundColor: 'color.background.neutral',
  borderRadius: 'radius.small',
  padding: 'space.150',
});
const list = xcss({ marginBlock: 'space.0', paddingInlineStart: 'space.250' });

interface PreviewProps {
  preview: SchedulePreview | undefined;
  /** The zone in which the schedule is meant. */
  zone: string;
  /** Why there is none, where that is no field’s fault. */
  error: unknown;
}

/** The schedule in words and when it is due next. */
export function Preview({ preview, zone, error }: PreviewProps) {
  const t = useText();
  const { locale, timeZone: own } = useIntl();
  const format = useFormat();
  const sentence = (words: string) =>
    zone === own ? words : t('schedule.wordsInZone', { words, zone: zoneName(zone) });
  return (
    <div role="status">
      {error ? (
        <Text color="color.text.danger">
          {[t('schedule.noPreview'), ApiFailure.of(error).title].join(' ')}
        </Text>
      ) : (
        preview && (
          <Box xcss={box}>
            <Stack space="space.100">
              <Text weight="medium">{sentence(cronWords(preview.cron, locale))}</Text>
              <Text size="small" color="color.text.subtle">
                {t('schedule.nextTimes', { zone: zoneName(own ?? 'UTC') })}
              </Text>
              <Stack as="ul" xcss={list}>
                {preview.next.map((at) => (
                  <li key={at}>
                    <Text size="small">
                      <time dateTime={at}>{format.weekdayTime(at)}</time>
                    </Text>
                  </li>
                ))}
              </Stack>
            </Stack>
          </Box>
        )
      )}
    </div>
  );
}
