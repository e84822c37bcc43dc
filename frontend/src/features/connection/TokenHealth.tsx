import Link from '@atlaskit/link';
import Lozenge from '@atlaskit/lozenge';
import { Inline, Stack, Text } from '@atlaskit/primitives';
import type { ReactNode } from 'react';
import { useIntl } from 'react-intl';
import type { ConnectionCard } from '@/api/client';
import { useText } from '@/ui/text/useText';
import { Time } from '@/ui/Time';

/** Whose token it is, whether Jira accepts it, and what to do where it does not. */
export function TokenHealth({ connection }: { connection: ConnectionCard }) {
  const t = useText();
  const intl = useIntl();
  const { email, tokenSetAt, tokenExpiresOn } = connection;
  return (
    <Stack space="space.050" alignInline="start">
      <Text>
        {email}, {t('connection.token.set')} <Time at={tokenSetAt} />
      </Text>
      {tokenExpiresOn && (
        <Subtle>
          {t('connection.token.expires', {
            date: intl.formatDate(tokenExpiresOn, { dateStyle: 'long', timeZone: 'UTC' }),
          })}
        </Subtle>
      )}
      <State connection={connection} />
    </Stack>
  );
}

function State({ connection: { token, tokenReason, tokenCheckedAt } }: { connection: ConnectionCard }) {
  const t = useText();
  const at = tokenCheckedAt && <Time at={tokenCheckedAt} />;
  if (token === 'notChecked') return <Subtle>{t('connection.token.notChecked')}</Subtle>;
  if (token === 'works')
    return (
      <Subtle>
        {t('connection.token.works')} {at}
      </Subtle>
    );
  return (
    <>
      <Inline space="space.075" alignBlock="center" shouldWrap>
        <Lozenge appearance="removed">{t('connection.token.refused')}</Lozenge>
        <Subtle>{at}</Subtle>
      </Inline>
      <Subtle>{tokenReason}</Subtle>
      <Link href="/settings/connection">{t('run.enterToken')}</Link>
    </>
  );
}

const Subtle = ({ children }: { children: ReactNode }) => (
  <Text size="small" color="color.text.subtle">
    {children}
  </Text>
);
