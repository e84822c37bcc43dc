import Button from '@atlaskit/button/new';
import { Inline, Stack } from '@atlaskit/primitives';
import { useAuditLog } from '@/api/audit/listAuditLog';
import { Page } from '@/ui/Page';
import { Nothing } from '@/ui/states/Nothing';
import { QueryView } from '@/ui/states/QueryView';
import { TableSkeleton } from '@/ui/states/Skeleton';
import { useText } from '@/ui/text/useText';
import { AuditFilters } from './AuditFilters';
import { AuditTable } from './AuditTable';
import { ExportButtons } from './ExportButtons';
import { useAuditFilter } from './useAuditFilter';

/** Who did what and when, with old and new values. */
export function AuditPage() {
  const t = useText();
  const filter = useAuditFilter();
  const query = useAuditLog(filter.filter);
  const isEmpty = query.data?.length === 0;
  return (
    <Page title={t('audit')} actions={<ExportButtons filter={filter.filter} />}>
      <AuditFilters {...filter} isSet={filter.isSet && !isEmpty} />
      <QueryView
        query={query}
        skeleton={<TableSkeleton columns={5} />}
        isEmpty={() => isEmpty}
        empty={<NoLines isFiltered={filter.isSet} clear={filter.clear} />}
      >
        {(lines) => (
          <Stack space="space.200">
            <AuditTable lines={lines} />
            {query.hasNextPage && (
              <Inline>
                <Button isLoading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
                  {t('showMore')}
                </Button>
              </Inline>
            )}
          </Stack>
        )}
      </QueryView>
    </Page>
  );
}

function NoLines({ isFiltered, clear }: { isFiltered: boolean; clear: () => void }) {
  const t = useText();
  if (!isFiltered) return <Nothing title={t('audit.none.title')} text={t('audit.none.text')} />;
  return (
    <Nothing
      title={t('audit.noMatch.title')}
      text={t('audit.noMatch.text')}
      action={<Button onClick={clear}>{t('schemas.clearFilter')}</Button>}
    />
  );
}
