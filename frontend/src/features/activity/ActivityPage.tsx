import DynamicTable from '@atlaskit/dynamic-table';
import Link from '@atlaskit/link';
import { Box, Inline, Stack, Text, xcss } from '@atlaskit/primitives';
import type { PlanView, RunView } from '@/api/client';
import { usePlans } from '@/api/plans/listPlans';
import { useRuns } from '@/api/runs/listRuns';
import { isActive } from '@/api/runs/runStates';
import { useSchemas } from '@/api/schemas/listSchemas';
import { Page } from '@/ui/Page';
import { Person } from '@/ui/Person';
import { RunPlace } from '@/ui/runs/RunPlace';
import { RunStateLozenge } from '@/ui/runs/RunStateLozenge';
import { StopRun } from '@/ui/runs/StopRun';
import { useRunFigures } from '@/ui/runs/useRunFigures';
import { useRunTitle } from '@/ui/runs/useRunTitle';
import { Name } from '@/ui/Name';
import { ScrollX } from '@/ui/ScrollX';
import { siteLabel } from '@/ui/siteLabel';
import { Nothing } from '@/ui/states/Nothing';
import { QueryView } from '@/ui/states/QueryView';
import { TableSkeleton } from '@/ui/states/Skeleton';
import { useText } from '@/ui/text/useText';
import { Time } from '@/ui/Time';

const columns = ['what', 'schema', 'state', 'result', 'by', 'created'] as const;
const pageSize = 25;
const what = xcss({ minWidth: '90px', overflowWrap: 'anywhere' });
const result = xcss({ minWidth: '140px', overflowWrap: 'anywhere', paddingBlock: 'space.050' });

/** Queued, running and finished runs of all kinds. */
export function ActivityPage() {
  const t = useText();
  return (
    <Page title={t('activity')}>
      <QueryView
        query={useRuns()}
        skeleton={<TableSkeleton columns={6} />}
        isEmpty={({ items }) => items.length === 0}
        empty={<Nothing title={t('activity.none.title')} text={t('activity.none.text')} />}
      >
        {({ items }) => <RunsTable runs={items} />}
      </QueryView>
    </Page>
  );
}

function RunsTable({ runs }: { runs: RunView[] }) {
  const t = useText();
  const schemas = useSchemas().data?.items ?? [];
  const plans = usePlans().data?.items ?? [];
  const titleOf = useRunTitle();
  const nameOf = (run: RunView) => schemas.find(({ id }) => id === run.schemaId)?.name ?? '';
  const planOf = (run: RunView) => plans.find(({ id }) => id === run.planId);
  return (
    <ScrollX>
      <DynamicTable
        label={t('activity')}
        head={{ cells: columns.map((key) => ({ key, content: t(`activity.${key}`) })) }}
        rowsPerPage={runs.length > pageSize ? pageSize : undefined}
        rows={runs.map((run) => ({
          key: run.id,
          cells: [
            { key: 'what', content: <What run={run} title={titleOf(run)} /> },
            { key: 'schema', content: <SchemaOf name={nameOf(run)} plan={planOf(run)} /> },
            { key: 'state', content: <RunStateLozenge run={run} /> },
            { key: 'result', content: <Result run={run} plan={planOf(run)} /> },
            { key: 'by', content: <Person account={run.requestedBy} /> },
            { key: 'created', content: <Time at={run.createdAt} /> },
          ],
        }))}
      />
    </ScrollX>
  );
}

/** A sync's name may hold that of an instance, which somebody gave. */
const What = ({ run, title }: { run: RunView; title: string }) => (
  <Box xcss={what}>
    <Link href={runHref(run)}>{title}</Link>
  </Box>
);

/** The schema that a run is about; of a restore also what it makes of it, and where. */
function SchemaOf({ name, plan }: { name: string; plan?: PlanView }) {
  return (
    <Stack space="space.025">
      <Name text={name} />
      {plan && <Into plan={plan} />}
    </Stack>
  );
}

function Into({ plan }: { plan: PlanView }) {
  const t = useText();
  return (
    <Text size="small" color="color.text.subtle">
      {t('activity.into', {
        name: plan.schemaName,
        key: plan.schemaKey,
        destination: siteLabel(plan.destinationName, plan.destinationSiteUrl),
      })}
    </Text>
  );
}

const runHref = ({ id, kind }: RunView) => (kind === 'restore' ? `/restores/${id}` : `/activity/${id}`);

function Result({ run, plan }: { run: RunView; plan?: PlanView }) {
  const t = useText();
  const warnings = run.kind === 'plan' ? (plan?.summary?.warnings.length ?? 0) : 0;
  const { step, done, left, waits } = useRunFigures(run);
  const words = isActive(run)
    ? [step, done, left].filter(Boolean).join(' · ')
    : (run.errorMessage ?? run.result);
  return (
    <RunPlace id={run.id}>
      <Box xcss={result}>
        <Stack space="space.050">
          <Text color={run.state === 'failed' ? 'color.text.danger' : 'color.text'}>{words}</Text>
          {waits && <Text color="color.text.subtle">{waits}</Text>}
          {warnings > 0 && <Text color="color.text.subtle">{t('plan.warnings', { count: warnings })}</Text>}
          {isActive(run) && (
            <Inline>
              <StopRun run={run} spacing="compact" />
            </Inline>
          )}
        </Stack>
      </Box>
    </RunPlace>
  );
}
