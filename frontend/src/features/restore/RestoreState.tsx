import Lozenge from '@atlaskit/lozenge';
import type { PlanView, RunView } from '@/api/client';
import { useRun } from '@/api/runs/getRun';
import { RunStateLozenge } from '@/ui/runs/RunStateLozenge';
import { useText } from '@/ui/text/useText';

const appearances = {
  making: 'inprogress',
  ready: 'new',
  applying: 'inprogress',
  applied: 'success',
  failed: 'removed',
} as const;

interface RestoreStateProps {
  plan: PlanView;
  /** The runs that were read already; an older one is asked for. */
  runs: RunView[] | undefined;
}

/** Of a plan that was applied, how its restore stands: "applied" does not say that everything came through. */
export function RestoreState({ plan, runs }: RestoreStateProps) {
  const t = useText();
  const { state, restoreRunId } = plan;
  const listed = runs?.find(({ id }) => id === restoreRunId);
  const older = useRun(runs && !listed ? (restoreRunId ?? undefined) : undefined).data;
  const run = listed ?? older;
  if (run) return <RunStateLozenge run={run} />;
  // Until the run is read, nothing says that all is well.
  const appearance = restoreRunId ? 'default' : appearances[state];
  return <Lozenge appearance={appearance}>{t(`plan.state.${state}`)}</Lozenge>;
}
