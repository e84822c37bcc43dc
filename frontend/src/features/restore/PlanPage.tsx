import { LinkButton } from '@atlaskit/button/new';
import SectionMessage, { SectionMessageAction } from '@atlaskit/section-message';
import Link from '@atlaskit/link';
import ProgressBar from '@atlaskit/progress-bar';
import { Inline, Stack, Text } from '@atlaskit/primitives';
import { useParams } from 'react-router';
import type { PlanView } from '@/api/client';
import { usePlan } from '@/api/plans/getPlan';
import { useRun } from '@/api/runs/getRun';
import { Page } from '@/ui/Page';
import { siteLabel } from '@/ui/siteLabel';
import { QueryView } from '@/ui/states/QueryView';
import { CardSkeleton, TableSkeleton } from '@/ui/states/Skeleton';
import { useText } from '@/ui/text/useText';
import { againHref } from './againHref';
import { ApplyPlan } from './ApplyPlan';
import { PlanActions } from './PlanActions';
import { PlanOrigin } from './PlanOrigin';
import { PlanReview } from './PlanReview';
import { RestoreSteps } from './RestoreSteps';
import { useBackupPath } from './useBackupPath';
import { useInto } from './useInto';

/** The second step of a restore: what it would do. It stays readable after it was applied. */
export function PlanPage() {
  const t = useText();
  const { id = '' } = useParams();
  const query = usePlan(id);
  const parents = useBackupPath(query.data?.snapshotId);
  const isReady = query.data?.state === 'ready';
  return (
    <Page
      title={t('plan.title')}
      parents={parents}
      actions={isReady ? <ApplyPlan plan={query.data!} /> : undefined}
    >
      <RestoreSteps current="review" />
      <QueryView query={query} skeleton={<Skeleton />}>
        {(plan) => <Plan plan={plan} />}
      </QueryView>
    </Page>
  );
}

function Plan({ plan }: { plan: PlanView }) {
  const t = useText();
  const into = useInto();
  const { summary } = plan;
  return (
    <>
      <Stack space="space.100">
        <Inline space="space.100" shouldWrap>
          <Text>{into(plan)}</Text>
          {plan.state === 'ready' && <Link href={againHref(plan)}>{t('plan.change')}</Link>}
        </Inline>
        <PlanOrigin plan={plan} />
      </Stack>
      <State plan={plan} />
      {summary && (
        <>
          <PlanReview plan={plan} summary={summary} />
          <PlanActions planId={plan.id} kinds={summary.counts.map(({ kind }) => kind)} />
        </>
      )}
    </>
  );
}

function State({ plan }: { plan: PlanView }) {
  const t = useText();
  if (plan.state === 'making')
    return (
      <Stack space="space.100">
        <Text as="p">{t('plan.making')}</Text>
        <ProgressBar isIndeterminate ariaLabel={t('plan.making')} />
      </Stack>
    );
  if (plan.state === 'failed') return <Failed plan={plan} />;
  if (!plan.restoreRunId) return null;
  return (
    <Inline>
      <SectionMessage
        appearance="information"
        title={t(plan.state === 'applying' ? 'plan.applying' : 'plan.applied')}
        actions={[
          <SectionMessageAction key="run" href={`/restores/${plan.restoreRunId}`}>
            {t('plan.showRestore')}
          </SectionMessageAction>,
        ]}
      >
        {siteLabel(plan.destinationName, plan.destinationSiteUrl)}
      </SectionMessage>
    </Inline>
  );
}

/** It could not be made, or its restore did not come to its end and has left what it wrote. */
function Failed({ plan }: { plan: PlanView }) {
  const t = useText();
  const { problem, restoreRunId } = plan;
  const run = useRun(restoreRunId ?? undefined).data;
  const what = restoreRunId ? 'plan.unfinished' : 'plan.failed';
  return (
    <Stack space="space.200" alignInline="start">
      <div role="alert">
        <SectionMessage
          appearance={run?.state === 'stopped' ? 'warning' : 'error'}
          title={t(what)}
          actions={
            restoreRunId
              ? [
                  <SectionMessageAction key="run" href={`/restores/${restoreRunId}`}>
                    {t('plan.showRestore')}
                  </SectionMessageAction>,
                ]
              : undefined
          }
        >
          <Text as="p">{[problem, t(`${what}.text`)].filter(Boolean).join(' ')}</Text>
        </SectionMessage>
      </div>
      <LinkButton href={againHref(plan)}>{t('plan.again')}</LinkButton>
    </Stack>
  );
}

const Skeleton = () => (
  <>
    <CardSkeleton lines={2} />
    <TableSkeleton columns={4} />
  </>
);
