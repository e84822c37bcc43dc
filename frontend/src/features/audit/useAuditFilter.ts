import { useCallback, useMemo } from 'react';
import { useIntl } from 'react-intl';
import { useSearchParams } from 'react-router';
import type { AuditAction, AuditFilter } from '@/api/client';
import { firstOfMonth, nextDay, startOfDay } from '@/ui/days';
import { useNow } from '@/ui/useNow';

/** Days as 2026-11-01, in this person's zone; empty for no bound. */
export interface ShownFilter {
  from: string;
  to: string;
  action: string;
  user: string;
}

const names = ['from', 'to', 'action', 'user'] as const;
const isDay = (text: string) => /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text));

/** The log's filter. It lives in the address; where that says nothing of days the log opens on this month. */
export function useAuditFilter() {
  const [params, setParams] = useSearchParams();
  const { timeZone } = useIntl();
  const now = useNow();
  const shown: ShownFilter = {
    from: params.get('from') ?? firstOfMonth(now, timeZone),
    to: params.get('to') ?? '',
    action: params.get('action') ?? '',
    user: params.get('user') ?? '',
  };
  const { from, to, action, user } = shown;
  const filter: AuditFilter = useMemo(
    () => ({
      from: isDay(from) ? startOfDay(from, timeZone) : null,
      to: isDay(to) ? startOfDay(nextDay(to), timeZone) : null,
      action: (action || null) as AuditAction | null,
      user: user || null,
    }),
    [from, to, action, user, timeZone],
  );
  const change = useCallback(
    (part: Partial<ShownFilter>) =>
      setParams(
        (params) => {
          for (const [name, value] of Object.entries(part)) {
            // A first day that was taken away is not this month's.
            if (value || name === 'from') params.set(name, value);
            else params.delete(name);
          }
          return params;
        },
        { replace: true },
      ),
    [setParams],
  );
  const isSet = names.some((name) => params.has(name));
  const clear = useCallback(() => setParams({}, { replace: true }), [setParams]);
  return { shown, filter, isSet, change, clear };
}
