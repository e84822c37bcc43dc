import { SectionMessageAction } from '@atlaskit/section-message';
import { Text } from '@atlaskit/primitives';
import type { PlanView, RunView } from '@/api/client';
import { RunOutcome } from '@/ui/runs/RunOutcome';
import { endOf } from '@/ui/runs/runEnds';
import { useRunFigures } from '@/ui/runs/useRunFigures';
import { useText } from '@/ui/text/useText';

/** How a restore ended, what is there now, and what is to be done next. */
export function RestoreOutcome({ run, plan }: { run: RunView; plan: PlanView | undefined }) {
  const t = useText();
  const { done } = useRunFigures(run);
  const end = endOf(run);
  const next = {
    succeeded: 'restore.succeeded.next',
    partial: 'restore.partial.next',
    failed: 'plan.unfinished.text',
    stopped: 'plan.unfinished.text',
  } as const;
  return (
    <RunOutcome run={run} actions={plan && end !== 'failed' ? [<OpenSite key="site" plan={plan} />] : []}>
      {end === 'stopped' && run.step && (
        <Text as="p">{t('restore.stopped.at', { step: run.step, done })}</Text>
      )}
      <Text as="p">{t(next[end])}</Text>
    </RunOutcome>
  );
}

function OpenSite({ plan: { destinationSiteUrl } }: { plan: PlanView }) {
  const t = useText();
  return (
    <SectionMessageAction href={destinationSiteUrl}>
      {t('restore.open', { host: new URL(destinationSiteUrl).host })}
    </SectionMessageAction>
  );
}
