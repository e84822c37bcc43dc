import Heading from '@atlaskit/heading';
import Link from '@atlaskit/link';
import { Inline, Text } from '@atlaskit/primitives';
import { useParams } from 'react-router';
import type { PlanView, RunView } from '@/api/client';
import { usePlan } from '@/api/plans/getPlan';
import { useRun } from '@/api/runs/getRun';
import { isActive } from '@/api/runs/runStates';
import { Page } from '@/ui/Page';
import { RunLog } from '@/ui/runs/RunLog';
import { RunPlace } from '@/ui/runs/RunPlace';
import { RunProgress } from '@/ui/runs/RunProgress';
import { StopRun } from '@/ui/runs/StopRun';
import { FailureMessage } from '@/ui/states/FailureMessage';
import { QueryView } from '@/ui/states/QueryView';
import { CardSkeleton } from '@/ui/states/Skeleton';
import { useText } from '@/ui/text/useText';
import { RestoreOutcome } from './RestoreOutcome';
import { RestoreSteps } from './RestoreSteps';
import { useInto } from './useInto';
import { Warnings } from './Warnings';

/** The last step of a restore: its progress, and its result. */
export function RestoreRunPage() {
  const t = useText();
  const { id = '' } = useParams();
  const query = useRun(id);
  const run = query.data;
  return (
    <Page
      title={t('restore.run')}
      parents={[{ text: t('activity'), href: '/activity' }]}
      actions={run && isActive(run) ? <StopRun run={run} /> : undefined}
    >
      <RestoreSteps current="apply" />
      <QueryView query={query} skeleton={<CardSkeleton lines={6} />}>
        {(shown) => <Restore run={shown} />}
      </QueryView>
    </Page>
  );
}

function Restore({ run }: { run: RunView }) {
  const t = useText();
  const { data: plan, error, refetch } = usePlan(run.planId ?? undefined);
  return (
    <>
      {error && <FailureMessage error={error} retry={() => void refetch()} />}
      {plan && <Into plan={plan} />}
      <RunPlace id={run.id}>
        {isActive(run) ? <RunProgress run={run} /> : <RestoreOutcome run={run} plan={plan} />}
      </RunPlace>
      {plan && isComplete(run) && <Warnings plan={plan} />}
      <Heading size="small" as="h2">
        {t('log')}
      </Heading>
      <RunLog run={run} />
    </>
  );
}

/** Of one that was stopped or failed, what is missing is more than the plan could know. */
const isComplete = ({ state }: RunView) => state === 'succeeded' || state === 'partial';

function Into({ plan }: { plan: PlanView }) {
  const t = useText();
  const into = useInto();
  return (
    <Inline space="space.100" shouldWrap>
      <Text>{into(plan)}</Text>
      <Link href={`/restores/plans/${plan.id}`}>{t('run.showPlan')}</Link>
    </Inline>
  );
}
