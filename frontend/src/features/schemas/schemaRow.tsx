import type { HeadType, RowType } from '@atlaskit/dynamic-table/types';
import Link from '@atlaskit/link';
import { Box, Stack, Text, xcss } from '@atlaskit/primitives';
import type { SchemaView } from '@/api/client';
import type { Translate } from '@/ui/text/useText';
import { BackupsCell } from './BackupsCell';
import { SiteAddress } from '@/ui/SiteAddress';
import { LastBackup } from './LastBackup';
import { LocationText } from './LocationText';
import { SchemaActions } from './SchemaActions';
import { SchemaStatusLozenge } from './SchemaStatusLozenge';

const name = xcss({ minWidth: '110px', overflowWrap: 'anywhere', paddingBlock: 'space.050' });

/** The columns of the list of schemas. */
export const gridHead = (t: Translate): HeadType => ({
  cells: [
    { key: 'name', content: t('schemas.name') },
    { key: 'instance', content: t('schemas.instance') },
    { key: 'location', content: t('schemas.location') },
    { key: 'status', content: t('schemas.status') },
    { key: 'lastBackup', content: t('schemas.lastBackup') },
    { key: 'backups', content: t('schemas.backups') },
    { key: 'actions', content: t('schemas.actions') },
  ],
});

export const gridRow = (schema: SchemaView): RowType => ({
  key: schema.id,
  cells: [
    {
      key: 'name',
      content: (
        <Box xcss={name}>
          <Stack space="space.025">
            <Link href={`/schemas/${schema.id}`}>
              <bdi>{schema.name}</bdi>
            </Link>
            <Text size="small" color="color.text.subtle">
              {schema.key}
            </Text>
          </Stack>
        </Box>
      ),
    },
    { key: 'instance', content: <SiteAddress url={schema.siteUrl} /> },
    { key: 'location', content: <LocationText location={schema.location} /> },
    { key: 'status', content: <SchemaStatusLozenge schema={schema} /> },
    { key: 'lastBackup', content: <LastBackup schema={schema} /> },
    { key: 'backups', content: <BackupsCell schema={schema} /> },
    { key: 'actions', content: <SchemaActions schema={schema} /> },
  ],
});
