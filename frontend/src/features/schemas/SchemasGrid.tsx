import DynamicTable from '@atlaskit/dynamic-table';
import Button from '@atlaskit/button/new';
import Heading from '@atlaskit/heading';
import { Stack, Text } from '@atlaskit/primitives';
import { useIntl } from 'react-intl';
import type { SchemaView } from '@/api/client';
import { useSchemas } from '@/api/schemas/listSchemas';
import { addressOf } from '@/ui/addressOf';
import { SyncSchemas } from '@/ui/runs/SyncSchemas';
import { ScrollX } from '@/ui/ScrollX';
import { Nothing } from '@/ui/states/Nothing';
import { QueryView } from '@/ui/states/QueryView';
import { TableSkeleton } from '@/ui/states/Skeleton';
import { useText } from '@/ui/text/useText';
import { useFormat } from '@/ui/useFormat';
import { SchemaFilters } from './SchemaFilters';
import { gridHead, gridRow } from './schemaRow';
import { matches, useSchemaFilter } from './useSchemaFilter';

const pageSize = 25;

export function SchemasGrid() {
  const t = useText();
  return (
    <Stack space="space.200">
      <Heading size="medium" as="h2">
        {t('schemas')}
      </Heading>
      <QueryView
        query={useSchemas()}
        skeleton={<TableSkeleton columns={6} />}
        isEmpty={({ items }) => items.length === 0}
        empty={
          <Nothing title={t('schemas.none.title')} text={t('schemas.none.text')} action={<SyncSchemas />} />
        }
      >
        {({ items }) => <FilteredGrid schemas={items} />}
      </QueryView>
    </Stack>
  );
}

function FilteredGrid({ schemas }: { schemas: SchemaView[] }) {
  const t = useText();
  const intl = useIntl();
  const format = useFormat();
  const filter = useSchemaFilter();
  const shown = schemas
    .filter((schema) => matches(schema, filter.filter))
    .sort((one, other) => one.name.localeCompare(other.name, intl.locale, { numeric: true }));
  const instances = [...new Set(schemas.map(({ siteUrl }) => addressOf(siteUrl)))].sort();
  const pages = Math.max(1, Math.ceil(shown.length / pageSize));
  return (
    <>
      {/* Where nothing fits, the way out stands below. */}
      <SchemaFilters {...filter} instances={instances} isSet={filter.isSet && shown.length > 0} />
      {shown.length === 0 ? (
        <Nothing
          title={t('schemas.noMatch.title')}
          text={t('schemas.noMatch.text')}
          action={<Button onClick={filter.clear}>{t('schemas.clearFilter')}</Button>}
        />
      ) : (
        <ScrollX>
          <DynamicTable
            label={t('schemas')}
            head={gridHead(t)}
            rows={shown.map(gridRow)}
            rowsPerPage={shown.length > pageSize ? pageSize : undefined}
            page={Math.min(filter.filter.page, pages)}
            onSetPage={(page) => filter.change({ page })}
          />
        </ScrollX>
      )}
      {filter.isSet && shown.length > 0 && (
        <Text color="color.text.subtle">
          {t('schemas.shown', { shown: format.number(shown.length), total: format.number(schemas.length) })}
        </Text>
      )}
    </>
  );
}
