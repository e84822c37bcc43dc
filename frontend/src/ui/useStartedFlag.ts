import { useFlags } from '@atlaskit/flag';
import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { useNavigate } from 'react-router';
import { runQuery } from '@/api/runs/getRun';
import { isActive } from '@/api/runs/runStates';
import { useText } from './text/useText';

/** Says that something long has started, with a link to it, for some seconds at most; the screen goes on. */
export function useStartedFlag() {
  const { showFlag } = useFlags();
  const navigate = useNavigate();
  const client = useQueryClient();
  const t = useText();
  return useCallback(
    (title: string, runId: string) => {
      // Atlaskit keeps a flag while the pointer or the focus is on it, as it is after its link was used.
      const show = () => {
        dismiss();
        void navigate(`/activity/${runId}`);
      };
      const dismiss = showFlag({
        title,
        description: t('flag.goesOn'),
        isAutoDismiss: true,
        actions: [{ content: t('flag.showRun'), onClick: show }],
      });
      whenEnded(client, runId, dismiss);
    },
    [showFlag, navigate, client, t],
  );
}

function whenEnded(client: QueryClient, runId: string, act: () => void): void {
  const stop = client.getQueryCache().subscribe(() => {
    const run = client.getQueryData(runQuery(runId).queryKey);
    if (!run || isActive(run)) return;
    stop();
    act();
  });
}
