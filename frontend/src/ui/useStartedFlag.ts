import { useFlags } from '@atlaskit/flag';
import { useCallback } from 'react';
import { useNavigate } from 'react-router';
import { useText } from './text/useText';

/** Says that something long has started, with a link to it; the screen goes on. */
export function useStartedFlag() {
  const { showFlag } = useFlags();
  const navigate = useNavigate();
  const t = useText();
  return useCallback(
    (title: string, runId: string) =>
      showFlag({
        title,
        description: t('flag.goesOn'),
        isAutoDismiss: true,
        actions: [{ content: t('flag.showRun'), onClick: () => void navigate(`/activity/${runId}`) }],
      }),
    [showFlag, navigate, t],
  );
}
