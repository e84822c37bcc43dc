import { useCallback } from 'react';
import { useSession } from '@/api/session/getSession';
import { useText } from './text/useText';

/** What the server writes for the command line in place of an account. */
const operator = 'operator';
/** What it writes where something began by itself. */
const schedule = 'schedule';
const shown = 6;

/** The server keeps accounts, not names: another person's is cut short. */
export function usePersonName() {
  const t = useText();
  const own = useSession().data?.accountId;
  return useCallback(
    (account: string) => {
      if (account === own) return { words: t('person.you'), isCut: false };
      if (account === operator) return { words: t('person.operator'), isCut: false };
      if (account === schedule) return { words: t('person.schedule'), isCut: false };
      return { words: t('person.account', { end: account.slice(-shown) }), isCut: true };
    },
    [t, own],
  );
}
