import Link from '@atlaskit/link';
import { Stack, Text } from '@atlaskit/primitives';
import SectionMessage from '@atlaskit/section-message';
import { useConnection } from '@/api/connection/getConnection';
import { useTargets } from '@/api/targets/listTargets';
import { addressOf } from '@/ui/addressOf';
import { useText } from '@/ui/text/useText';
import { useNow } from '@/ui/useNow';

const warnedDays = 30;
const day = 86_400_000;

/** Product C5: tokens whose last day was entered and is near. Nothing when there are none. */
export function ExpiringTokens() {
  const t = useText();
  const now = useNow();
  const connection = useConnection().data;
  const targets = useTargets().data?.items ?? [];
  const known = [
    connection && {
      ...connection,
      id: 'current',
      name: addressOf(connection.siteUrl),
      href: '/settings/connection',
    },
    ...targets.map((target) => ({ ...target, href: `/settings/targets/${target.id}/token` })),
  ];
  const expiring = known.flatMap((one) => {
    if (!one?.tokenExpiresOn || one.token === 'refused') return [];
    const days = Math.ceil((Date.parse(one.tokenExpiresOn) - now) / day);
    return days <= warnedDays ? [{ ...one, days }] : [];
  });
  if (expiring.length === 0) return null;
  return (
    <SectionMessage appearance="warning" title={t('needs.expiring', { count: expiring.length })}>
      <Stack space="space.050">
        {expiring.map(({ id, name, href, days }) => (
          <Text as="p" key={id}>
            {t(days < 0 ? 'needs.expiring.past' : 'needs.expiring.in', { name, days })}{' '}
            <Link href={href}>{t('run.enterToken')}</Link>
          </Text>
        ))}
        <Text as="p">{t('needs.expiring.text')}</Text>
      </Stack>
    </SectionMessage>
  );
}
