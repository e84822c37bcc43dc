import { LinkButton } from '@atlaskit/button/new';
import Heading from '@atlaskit/heading';
import Link from '@atlaskit/link';
import { Inline, Text } from '@atlaskit/primitives';
import { useParams } from 'react-router';
import type { RunView } from '@/api/client';
import { usePlan } from '@/api/plans/getPlan';
import { useRun } from '@/api/runs/getRun';
import { isActive } from '@/api/runs/runStates';
import { useSchema } from '@/api/schemas/getSchema';
import { Fact } from '@/ui/Fact';
import { Page } from '@/ui/Page';
import { Person } from '@/ui/Person';
import { RunLog } from '@/ui/runs/RunLog';
import { RunOutcome } from '@/ui/runs/RunOutcome';
import { RunProgress } from '@/ui/runs/RunProgress';
import { RunPlace } from '@/ui/runs/RunPlace';
import { RunStateLozenge } from '@/ui/runs/RunStateLozenge';
import { StopRun } from '@/ui/runs/StopRun';
import { useRunTitle } from '@/ui/runs/useRunTitle';
import { QueryView } from '@/ui/states/QueryView';
import { CardSkeleton } from '@/ui/states/Skeleton';
import { useText } from '@/ui/text/useText';
import { Time } from '@/ui/Time';
import { BackupOf } from './BackupOf';

/** One run with its log. */
export function RunPage() {
  const t = useText();
  const { id = '' } = useParams();
  const query = useRun(id);
  const run = query.data;
  const titleOf = useRunTitle();
  return (
    <Page
      title={run ? titleOf(run) : t('run')}
      parents={[{ text: t('activity'), href: '/activity' }]}
      actions={run && isActive(run) ? <StopRun run={run} /> : undefined}
    >
      <QueryView query={query} skeleton={<CardSkeleton />}>
        {(shown) => <Run run={shown} />}
      </QueryView>
    </Page>
  );
}

function Run({ run }: { run: RunView }) {
  const t = useText();
  return (
    <>
      <Inline space="space.200" alignBlock="center" shouldWrap>
        <RunStateLozenge run={run} />
        {run.schemaId && <SchemaLink id={run.schemaId} />}
        <BackupOf run={run} />
        <Fact name={t('activity.created')}>
          <Time at={run.createdAt} />
        </Fact>
        <Fact name={t('run.by')}>
          <Person account={run.requestedBy} />
        </Fact>
      </Inline>
      <RunPlace id={run.id}>
        {isActive(run) ? (
          <RunProgress run={run} />
        ) : (
          <RunOutcome run={run}>
            {run.kind === 'plan' && run.planId && <PlanWarnings id={run.planId} />}
          </RunOutcome>
        )}
      </RunPlace>
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

/** How much the plan says will not be the same; its page says what. */
function PlanWarnings({ id }: { id: string }) {
  const t = useText();
  const count = usePlan(id).data?.summary?.warnings.length ?? 0;
  return count > 0 ? <Text as="p">{t('plan.warnings', { count })}</Text> : null;
}

/** The schema's name when it is known; a deleted one leaves the plain word. */
function SchemaLink({ id }: { id: string }) {
  const t = useText();
  return (
    <Link href={`/schemas/${id}`}>
      <bdi>{useSchema(id).data?.name ?? t('run.showSchema')}</bdi>
    </Link>
  );
}
