import DynamicTable from '@atlaskit/dynamic-table';
import { Box, Text } from '@atlaskit/primitives';
import type { PlanSummary, PlanView } from '@/api/client';
import { useText } from '@/ui/text/useText';
import { useFormat } from '@/ui/useFormat';
import { useKindName } from './useKindName';
import { Warnings } from './Warnings';

/** The plan in numbers: counts by kind, what will not be the same, and, while it may be applied, what it takes. */
export function PlanReview({ plan, summary }: { plan: PlanView; summary: PlanSummary }) {
  const t = useText();
  const format = useFormat();
  const kindName = useKindName();
  const isReady = plan.state === 'ready';
  return (
    <>
      {isReady && (
        <Text as="p">
          {t('plan.estimate', { calls: summary.calls, time: format.duration(summary.seconds) })}
        </Text>
      )}
      <Warnings plan={plan} />
      <DynamicTable
        caption={t(isReady ? 'plan.counts' : 'plan.counts.past')}
        head={{
          cells: (['kind', 'create', 'use', 'skip'] as const).map((key) => ({
            key,
            content: t(`plan.${key}`),
          })),
        }}
        rows={summary.counts.map((count) => ({
          key: count.kind,
          cells: [
            { key: 'kind', content: <Box paddingBlock="space.050">{kindName(count.kind)}</Box> },
            { key: 'create', content: format.number(count.create) },
            { key: 'use', content: format.number(count.use) },
            { key: 'skip', content: format.number(count.skip) },
          ],
        }))}
      />
    </>
  );
}
