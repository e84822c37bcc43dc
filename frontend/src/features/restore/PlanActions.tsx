import Button from '@atlaskit/button/new';
import DynamicTable from '@atlaskit/dynamic-table';
import Heading from '@atlaskit/heading';
import { Box, Inline, Stack, Text, xcss } from '@atlaskit/primitives';
import Select from '@atlaskit/select';
import { useSearchParams } from 'react-router';
import type { PlanAction } from '@/api/client';
import { usePlanActions } from '@/api/plans/listPlanActions';
import { Name } from '@/ui/Name';
import { ScrollX } from '@/ui/ScrollX';
import { FailureMessage } from '@/ui/states/FailureMessage';
import { TableSkeleton } from '@/ui/states/Skeleton';
import type { TextId } from '@/ui/text/catalogue';
import { useText } from '@/ui/text/useText';
import { useKindName } from './useKindName';

const select = xcss({ width: '200px' });
const cell = xcss({ paddingBlock: 'space.050', whiteSpace: 'nowrap' });

/** The plan line by line, page by page, in the order in which it would be applied. */
export function PlanActions({ planId, kinds }: { planId: string; kinds: string[] }) {
  const t = useText();
  const [params, setParams] = useSearchParams();
  const kind = params.get('kind');
  return (
    <Stack space="space.200">
      <Inline spread="space-between" alignBlock="center">
        <Heading size="small" as="h2">
          {t('plan.actions')}
        </Heading>
        <KindSelect
          kinds={kinds}
          kind={kind}
          onChange={(next) => setParams(next ? { kind: next } : {}, { replace: true })}
        />
      </Inline>
      <Lines planId={planId} kind={kind} />
    </Stack>
  );
}

interface KindSelectProps {
  kinds: string[];
  kind: string | null;
  onChange: (kind: string | null) => void;
}

function KindSelect({ kinds, kind, onChange }: KindSelectProps) {
  const t = useText();
  const kindName = useKindName();
  const options = [
    { value: '', label: t('plan.allKinds') },
    ...kinds.map((value) => ({ value, label: kindName(value) })),
  ];
  return (
    <Box xcss={select}>
      <Select
        aria-label={t('plan.kind')}
        spacing="compact"
        isSearchable={false}
        options={options}
        value={options.find(({ value }) => value === (kind ?? ''))}
        onChange={(option) => onChange(option?.value || null)}
      />
    </Box>
  );
}

function Lines({ planId, kind }: { planId: string; kind: string | null }) {
  const t = useText();
  const query = usePlanActions(planId, kind);
  const lines = query.data?.pages.flatMap(({ items }) => items) ?? [];
  if (query.isPending) return <TableSkeleton columns={4} />;
  return (
    <Stack space="space.200">
      {query.isError && <FailureMessage error={query.error} retry={() => void query.refetch()} />}
      {query.isSuccess && lines.length === 0 && <Text>{t('plan.actions.none')}</Text>}
      {lines.length > 0 && <LinesTable lines={lines} />}
      {query.hasNextPage && (
        <Inline>
          <Button isLoading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            {t('showMore')}
          </Button>
        </Inline>
      )}
    </Stack>
  );
}

function LinesTable({ lines }: { lines: PlanAction[] }) {
  const t = useText();
  const kindName = useKindName();
  return (
    <ScrollX>
      <DynamicTable
        label={t('plan.actions')}
        head={{
          cells: (['kind', 'action', 'name', 'reason'] as const).map((key) => ({
            key,
            content: t(`plan.${key}`),
          })),
        }}
        rows={lines.map(({ kind, action, name, reason, sourceId }, index) => ({
          key: `${kind}-${sourceId}-${index}`,
          cells: [
            { key: 'kind', content: <Box xcss={cell}>{kindName(kind)}</Box> },
            { key: 'action', content: t(`plan.action.${action}` as TextId) },
            { key: 'name', content: <Name text={name} /> },
            { key: 'reason', content: reason },
          ],
        }))}
      />
    </ScrollX>
  );
}
