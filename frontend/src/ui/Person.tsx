import Tooltip from '@atlaskit/tooltip';
import { useSession } from '@/api/session/getSession';
import { NoBreak } from './NoBreak';
import { useText } from './text/useText';

/** What the server writes for the command line in place of an account. */
const operator = 'operator';
/** What it writes where something began by itself. */
const schedule = 'schedule';
const shown = 6;

/** Who did something. The server keeps accounts, not names: another person's is cut short, the whole on hover. */
export function Person({ account }: { account: string }) {
  const t = useText();
  const own = useSession().data?.accountId;
  if (account === own) return <NoBreak>{t('person.you')}</NoBreak>;
  if (account === operator) return <NoBreak>{t('person.operator')}</NoBreak>;
  if (account === schedule) return <NoBreak>{t('person.schedule')}</NoBreak>;
  return (
    <Tooltip content={account}>
      {(tooltip) => (
        <span {...tooltip} tabIndex={0}>
          {t('person.account', { end: account.slice(-shown) })}
        </span>
      )}
    </Tooltip>
  );
}
