import { useFlags } from '@atlaskit/flag';
import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { useNavigate } from 'react-router';
import type { RunView } from '@/api/client';
import { runQuery } from '@/api/runs/getRun';
import { isActive } from '@/api/runs/runStates';
import { EndIcon } from './runs/EndIcon';
import { endOf } from './runs/runEnds';
import { useText } from './text/useText';

interface Started {
  title: string;
  /** The name of what it is about, for the words at its end; nothing when there is one only. */
  subject?: string | ((run: RunView) => string | null);
  runId: string;
}

/**
 * Says that something long has started, with a link to it, for some seconds at most; the screen goes on. At its end it
 * says how it ended: success for some seconds, anything else until it is closed.
 */
export function useStartedFlag() {
  const { showFlag } = useFlags();
  const navigate = useNavigate();
  const client = useQueryClient();
  const t = useText();
  return useCallback(
    ({ title, subject, runId }: Started) => {
      // Atlaskit keeps a flag while the pointer or the focus is on it, as it is after its link was used.
      const show = (dismiss: () => void) => () => {
        dismiss();
        void navigate(`/activity/${runId}`);
      };
      const dismiss = showFlag({
        title,
        description: t('flag.goesOn'),
        isAutoDismiss: true,
        actions: [{ content: t('flag.showRun'), onClick: () => show(dismiss)() }],
      });
      whenEnded(client, runId, (run) => {
        dismiss();
        const name = typeof subject === 'function' ? subject(run) : subject;
        const words = [run.result, run.errorMessage].filter(Boolean).join(' ');
        const close = showFlag({
          title: t(`run.${run.kind}.${endOf(run)}`),
          icon: <EndIcon end={endOf(run)} />,
          description: name ? t('flag.ended', { subject: name, words }) : words,
          isAutoDismiss: run.state === 'succeeded',
          actions: [{ content: t('flag.showEnded'), onClick: () => show(close)() }],
        });
      });
    },
    [showFlag, navigate, client, t],
  );
}

function whenEnded(client: QueryClient, runId: string, act: (run: RunView) => void): void {
  const stop = client.getQueryCache().subscribe(() => {
    const run = client.getQueryData(runQuery(runId).queryKey);
    if (!run || isActive(run)) return;
    stop();
    act(run);
  });
}
