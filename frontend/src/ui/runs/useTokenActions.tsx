import { SectionMessageAction } from '@atlaskit/section-message';
import { useQuery } from '@tanstack/react-query';
import type { RunView } from '@/api/client';
import { schemasQuery } from '@/api/schemas/listSchemas';
import { targetsQuery } from '@/api/targets/listTargets';
import { useText } from '../text/useText';

/**
 * Where a new token is entered for runs that wait for one. Of a backup's it is known whose; a plan or a restore may wait for
 * a target instance's, and a sync for any instance's.
 */
export function useTokenActions(runs: RunView[], credentialsHref = '/settings/connection') {
  const t = useText();
  const enabled = runs.length > 0;
  const schemas = useQuery({ ...schemasQuery(), enabled }).data?.items ?? [];
  const hasTargets = (useQuery({ ...targetsQuery(), enabled }).data?.items.length ?? 0) > 0;
  const isElsewhere = ({ kind, schemaId }: RunView) =>
    kind === 'backup' && schemas.some(({ id, location }) => id === schemaId && location !== 'cloud');
  const mayBeElsewhere = (run: RunView) => isElsewhere(run) || (run.kind !== 'backup' && hasTargets);
  const actions = [];
  if (!runs.every(isElsewhere))
    actions.push(
      <SectionMessageAction key="connection" href={credentialsHref}>
        {t('run.enterToken')}
      </SectionMessageAction>,
    );
  if (runs.some(mayBeElsewhere))
    actions.push(
      <SectionMessageAction key="targets" href="/settings/targets">
        {t('targets.list')}
      </SectionMessageAction>,
    );
  return actions;
}
