import { SectionMessageAction } from '@atlaskit/section-message';
import type { RunView } from '@/api/client';
import { useText } from '../text/useText';

/** Where a new token is entered for runs that wait for one: plans and restores may wait for a target instance's. */
export function useTokenActions(runs: RunView[], credentialsHref = '/settings/connection') {
  const t = useText();
  const actions = [
    <SectionMessageAction key="connection" href={credentialsHref}>
      {t('run.enterToken')}
    </SectionMessageAction>,
  ];
  if (runs.some(({ kind }) => kind === 'plan' || kind === 'restore'))
    actions.push(
      <SectionMessageAction key="targets" href="/settings/targets">
        {t('targets.list')}
      </SectionMessageAction>,
    );
  return actions;
}
