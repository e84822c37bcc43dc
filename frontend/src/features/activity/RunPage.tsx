import { LinkButton } from '@atlaskit/button/new';
import Heading from '@atlaskit/heading';
import Link from '@atlaskit/link';
import { Inline } from '@atlaskit/primitives';
import { useParams } from 'react-router';
import type { RunView } from '@/api/client';
import { useRun } from '@/api/runs/getRun';
import { isActive } from '@/api/runs/runStates';
import { useSchema } from '@/api/schemas/getSchema';
import { Fact } from '@/ui/Fact';
import { Page } from '@/ui/Page';
import { Person } from '@/ui/Person';
import { RunLog } from '@/ui/runs/RunLog';
import { RunOutcome } from '@/ui/runs/RunOutcome';
import { RunProgress } from '@/ui/runs/RunProgress';
import { RunStateLozenge } from '@/ui/runs/RunStateLozenge';
import { StopRun } from '@/ui/runs/StopRun';
import { QueryView } from '@/ui/states/QueryView';
import { CardSkeleton } from '@/ui/states/Skeleton';
import { useText } from '@/ui/text/useText';
import { Time } from '@/ui/Time';

/** One run with its log. */
export function RunPage() {
  const t = useText();
  const { id = '' } = useParams();
  const query = useRun(id);
  const run = query.data;
  return (
    <Page
      title={run ? t(`run.kind.${run.kind}`) : t('run')}
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
        <Time at={run.createdAt} />
        <Fact name={t('run.by')}>
          <Person account={run.requestedBy} />
        </Fact>
      </Inline>
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

/** The schema's name when it is known; a deleted one leaves the plain word. */
function SchemaLink({ id }: { id: string }) {
  const t = useText();
  return (
    <Link href={`/schemas/${id}`}>
      <bdi>{useSchema(id).data?.name ?? t('run.showSchema')}</bdi>
    </Link>
  );
}
