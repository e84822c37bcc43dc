import Tabs, { Tab, TabList, TabPanel } from '@atlaskit/tabs';
import { Box, xcss } from '@atlaskit/primitives';
import { useNavigate, useParams } from 'react-router';
import { useSchema } from '@/api/schemas/getSchema';
import { PlansTable } from '@/features/restore/PlansTable';
import { SchemaHeader } from '@/features/schemas/SchemaHeader';
import { SchemaSettings } from '@/features/schemas/SchemaSettings';
import { SnapshotsTable } from '@/features/snapshots/SnapshotsTable';
import { QueryView } from '@/ui/states/QueryView';
import { CardSkeleton, TableSkeleton } from '@/ui/states/Skeleton';
import { Page } from '@/ui/Page';
import { useText } from '@/ui/text/useText';

const panel = xcss({ flexGrow: '1', minWidth: '0', paddingBlockStart: 'space.200' });
const tabs = ['backups', 'restores', 'settings'] as const;

export default function SchemaPage() {
  const t = useText();
  const navigate = useNavigate();
  const { id = '', tab } = useParams();
  const query = useSchema(id);
  const selected = Math.max(0, tabs.indexOf(tab as (typeof tabs)[number]));
  if (!query.data)
    return (
      <Page title={t('schema')} parents={[{ text: t('home'), href: '/' }]}>
        <QueryView query={query} skeleton={<Skeleton />}>
          {() => null}
        </QueryView>
      </Page>
    );
  return (
    <SchemaHeader schema={query.data}>
      <Tabs
        id="schema"
        selected={selected}
        onChange={(index) => void navigate(`/schemas/${id}/${tabs[index]}`, { replace: true })}
      >
        <TabList>
          <Tab>{t('schema.backups')}</Tab>
          <Tab>{t('restores')}</Tab>
          <Tab>{t('schema.settings')}</Tab>
        </TabList>
        <TabPanel>
          <Box xcss={panel}>
            <SnapshotsTable schemaId={id} />
          </Box>
        </TabPanel>
        <TabPanel>
          <Box xcss={panel}>
            <PlansTable schemaId={id} />
          </Box>
        </TabPanel>
        <TabPanel>
          <Box xcss={panel}>
            <SchemaSettings schema={query.data} />
          </Box>
        </TabPanel>
      </Tabs>
    </SchemaHeader>
  );
}

const Skeleton = () => (
  <>
    <CardSkeleton lines={2} />
    <TableSkeleton columns={6} />
  </>
);
