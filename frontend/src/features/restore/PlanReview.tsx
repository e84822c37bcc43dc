import DynamicTable from '@atlaskit/dynamic-table';
import { Box, Text } from '@atlaskit/primitives';
import type { PlanSummary } from '@/api/client';
import { useText } from '@/ui/text/useText';
import { useFormat } from '@/ui/useFormat';
import { useKindName } from './useKindName';
import { Warnings } from './Warnings';

/** The plan in numbers: counts by kind, what will not be the same, and what it takes. */
export function PlanReview({ summary }: { summary: PlanSummary }) {
  const t = useText();
  const format = useFormat();
  const kindName = useKindName();
  return (
    <>
      <Text as="p">
        {t('plan.estimate', { calls: summary.calls, time: format.duration(summary.seconds) })}
      </Text>
      {summary.warnings.length > 0 && <Warnings warnings={summary.warnings} />}
      <DynamicTable
        caption={t('plan.counts')}
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
