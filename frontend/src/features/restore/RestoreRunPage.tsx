import { LinkButton } from '@atlaskit/button/new';
import Heading from '@atlaskit/heading';
import { Inline, Text } from '@atlaskit/primitives';
import { useParams } from 'react-router';
import type { RunView } from '@/api/client';
import { usePlan } from '@/api/plans/getPlan';
import { useRun } from '@/api/runs/getRun';
import { isActive } from '@/api/runs/runStates';
import { Page } from '@/ui/Page';
import { RunLog } from '@/ui/runs/RunLog';
import { RunOutcome } from '@/ui/runs/RunOutcome';
import { RunProgress } from '@/ui/runs/RunProgress';
import { StopRun } from '@/ui/runs/StopRun';
import { QueryView } from '@/ui/states/QueryView';
import { CardSkeleton } from '@/ui/states/Skeleton';
import { useText } from '@/ui/text/useText';
import { RestoreSteps } from './RestoreSteps';

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
  return (
    <>
      {run.planId && <Into planId={run.planId} />}
      {isActive(run) ? <RunProgress run={run} /> : <RunOutcome run={run} />}
      {run.planId && (
        <Inline>
          <LinkButton href={`/restores/plans/${run.planId}`}>{t('run.showPlan')}</LinkButton>
        </Inline>
      )}
      <Heading size="small" as="h2">
        {t('log')}
      </Heading>
      <RunLog run={run} />
    </>
  );
}

function Into({ planId }: { planId: string }) {
  const t = useText();
  return (
    <QueryView query={usePlan(planId)} skeleton={<CardSkeleton lines={1} />}>
      {({ schemaName, schemaKey, destinationName }) => (
        <Text as="p">
          {t('plan.into', { name: schemaName, key: schemaKey, destination: destinationName })}
        </Text>
      )}
    </QueryView>
  );
}
