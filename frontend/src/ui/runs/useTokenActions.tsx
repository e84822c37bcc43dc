import { SectionMessageAction } from '@atlaskit/section-message';
import { useQuery } from '@tanstack/react-query';
import type { RunView } from '@/api/client';
import { targetsQuery } from '@/api/targets/listTargets';
import { useText } from '../text/useText';

/** Where new credentials are entered for runs that wait for some: a way for each instance that a run waits for. */
export function useTokenActions(runs: RunView[], credentialsHref = '/settings/connection') {
  const t = useText();
  const targets = useQuery({ ...targetsQuery(), enabled: runs.length > 0 });
  // Whose they are is not known yet.
  if (targets.isPending) return [];
  const waiting = new Set(runs.map(({ connectionId }) => connectionId));
  const others = targets.data?.items.filter(({ id }) => waiting.has(id)) ?? [];
  const actions = others.map(({ id, name, location }) => (
    <SectionMessageAction key={id} href={`/settings/targets/${id}/token`}>
      {t(location === 'dataCenter' ? 'run.enterSignInOf' : 'run.enterTokenOf', { name })}
    </SectionMessageAction>
  ));
  if (others.length === waiting.size) return actions;
  return [
    <SectionMessageAction key="connection" href={credentialsHref}>
      {t('run.enterToken')}
    </SectionMessageAction>,
    ...actions,
  ];
}
