import Button from '@atlaskit/button/new';
import { Stack, Text } from '@atlaskit/primitives';
import { useState } from 'react';
import { useIntl } from 'react-intl';
import { useText } from '@/ui/text/useText';
import { cronWords } from './cronWords';

const examples = ['0 2 * * *', '30 22 * * 1-5', '15 3 1 * *', '0 4 31 12 *', '0 1 1,15 * *'];

/** What a cron expression is made of, where somebody asks. */
export function CronHelp() {
  const t = useText();
  const { locale } = useIntl();
  const [isOpen, setOpen] = useState(false);
  const fields = [
    [t('cron.minute'), '0–59'],
    [t('cron.hour'), '0–23'],
    [t('cron.day'), '1–31'],
    [t('cron.month'), t('cron.month.values')],
    [t('cron.weekday'), t('cron.weekday.values')],
  ] as const;
  return (
    <Stack space="space.100" alignInline="start">
      <Button
        appearance="subtle"
        spacing="compact"
        aria-expanded={isOpen}
        aria-controls="cron-fields"
        onClick={() => setOpen(!isOpen)}
      >
        {t('cron.help')}
      </Button>
      {isOpen && (
        <Stack id="cron-fields" space="space.150">
          <Pairs head={[t('cron.field'), t('cron.values')]} rows={fields} />
          <Text as="p">{t('cron.signs')}</Text>
          <Pairs
            head={[t('cron.example'), t('cron.meaning')]}
            rows={examples.map((cron) => [cron, cronWords(cron, locale)] as const)}
          />
        </Stack>
      )}
    </Stack>
  );
}

type Pair = readonly [string, string];

const Pairs = ({ head, rows }: { head: Pair; rows: readonly Pair[] }) => (
  <table>
    <thead>
      <tr>
        {head.map((name) => (
          <th key={name} scope="col">
            {name}
          </th>
        ))}
      </tr>
    </thead>
    <tbody>
      {rows.map(([one, other]) => (
        <tr key={one}>
          <td>{one}</td>
          <td>{other}</td>
        </tr>
      ))}
    </tbody>
  </table>
);
