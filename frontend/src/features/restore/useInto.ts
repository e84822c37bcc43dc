import { useCallback } from 'react';
import type { PlanView } from '@/api/client';
import { siteLabel } from '@/ui/siteLabel';
import { useText } from '@/ui/text/useText';

/** What a plan makes, and where: "New schema IT assets (ITA) on Globex (globex.atlassian.net)". */
export function useInto() {
  const t = useText();
  return useCallback(
    ({ schemaName, schemaKey, destinationName, destinationSiteUrl }: PlanView) =>
      t('plan.into', {
        name: schemaName,
        key: schemaKey,
        destination: siteLabel(destinationName, destinationSiteUrl),
      }),
    [t],
  );
}
