import DynamicTable from '@atlaskit/dynamic-table';
import Link from '@atlaskit/link';
import Lozenge from '@atlaskit/lozenge';
import { usePlans } from '@/api/plans/listPlans';
import { Name } from '@/ui/Name';
import { ScrollX } from '@/ui/ScrollX';
import { Nothing } from '@/ui/states/Nothing';
import { QueryView } from '@/ui/states/QueryView';
import { TableSkeleton } from '@/ui/states/Skeleton';
import { useText } from '@/ui/text/useText';
import { Time } from '@/ui/Time';

const appearances = {
  making: 'inprogress',
  ready: 'new',
  applying: 'inprogress',
  applied: 'success',
  failed: 'removed',
} as const;

const pageSize = 25;

/** Plans made from a schema's snapshots: those that wait for review, and those that were applied. */
export function PlansTable({ schemaId }: { schemaId: string }) {
  const t = useText();
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
                { key: 'destination', content: <Name text={plan.destinationName} /> },
                {
                  key: 'state',
                  content: (
                    <Lozenge appearance={appearances[plan.state]}>{t(`plan.state.${plan.state}`)}</Lozenge>
                  ),
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
