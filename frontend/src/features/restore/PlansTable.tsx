import DynamicTable from '@atlaskit/dynamic-table';
import Link from '@atlaskit/link';
import { usePlans } from '@/api/plans/listPlans';
import { useRuns } from '@/api/runs/listRuns';
import { Name } from '@/ui/Name';
import { ScrollX } from '@/ui/ScrollX';
import { siteLabel } from '@/ui/siteLabel';
import { Nothing } from '@/ui/states/Nothing';
import { QueryView } from '@/ui/states/QueryView';
import { TableSkeleton } from '@/ui/states/Skeleton';
import { useText } from '@/ui/text/useText';
import { Time } from '@/ui/Time';
import { RestoreState } from './RestoreState';

const pageSize = 25;

/** Plans made from a schema's snapshots: those that wait for review, and those that were applied. */
export function PlansTable({ schemaId }: { schemaId: string }) {
  const t = useText();
  const runs = useRuns(schemaId).data?.items;
  return (
    <QueryView
      query={usePlans(schemaId)}
      skeleton={<TableSkeleton columns={4} />}
      isEmpty={({ items }) => items.length === 0}
      empty={<Nothing title={t('plans.none.title')} text={t('plans.none.text')} />}
    >
      {({ items }) => (
        <ScrollX>
          <DynamicTable
            label={t('restores')}
            head={{
              cells: (['schema', 'destination', 'state', 'created'] as const).map((key) => ({
                key,
                content: t(`plans.${key}`),
              })),
            }}
            rowsPerPage={items.length > pageSize ? pageSize : undefined}
            rows={items.map((plan) => ({
              key: plan.id,
              cells: [
                {
                  key: 'schema',
                  content: (
                    <Link
                      href={
                        plan.restoreRunId ? `/restores/${plan.restoreRunId}` : `/restores/plans/${plan.id}`
                      }
                    >
                      <Name text={`${plan.schemaName} (${plan.schemaKey})`} />
                    </Link>
                  ),
                },
                {
                  key: 'destination',
                  content: <Name text={siteLabel(plan.destinationName, plan.destinationSiteUrl)} />,
                },
                {
                  key: 'state',
                  content: <RestoreState plan={plan} runs={runs} />,
                },
                { key: 'created', content: <Time at={plan.createdAt} /> },
              ],
            }))}
          />
        </ScrollX>
      )}
    </QueryView>
  );
}
