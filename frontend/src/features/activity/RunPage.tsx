import { LinkButton } from '@atlaskit/button/new';
import Heading from '@atlaskit/heading';
import { Inline, Text } from '@atlaskit/primitives';
import { useParams } from 'react-router';
import type { RunView } from '@/api/client';
import { useRun } from '@/api/runs/getRun';
import { isActive } from '@/api/runs/runStates';
import { Page } from '@/ui/Page';
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
        <Text>{t('run.by', { name: run.requestedBy })}</Text>
        <Time at={run.createdAt} />
      </Inline>
      {isActive(run) ? <RunProgress run={run} /> : <RunOutcome run={run} />}
      <Inline space="space.100">
        {run.schemaId && <LinkButton href={`/schemas/${run.schemaId}`}>{t('run.showSchema')}</LinkButton>}
        {run.planId && <LinkButton href={`/restores/plans/${run.planId}`}>{t('run.showPlan')}</LinkButton>}
      </Inline>
      <Heading size="small" as="h2">
        {t('log')}
      </Heading>
      <RunLog run={run} />
    </>
  );
}
