import type { RetentionPolicy } from '@/api/client';
import { useText } from '@/ui/text/useText';
import { periods } from './retentionSchema';

/** "Keep everything for 365 days; the newest good one of each of the last 12 months". */
export function usePolicyWords() {
  const t = useText();
  return (policy: RetentionPolicy) =>
    [
      t('retention.all', { count: policy.withinDays }),
      ...periods
        .filter((rule) => policy[rule] > 0)
        .map((rule) =>
          t('retention.newest', {
            count: policy[rule],
            period: t(`retention.${rule}.period`, { count: policy[rule] }),
          }),
        ),
    ].join('; ');
}
