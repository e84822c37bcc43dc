import { Box, Grid, Inline, Stack, Text, xcss } from '@atlaskit/primitives';
import Heading from '@atlaskit/heading';
import Link from '@atlaskit/link';
import type { ReactNode } from 'react';
import type { ConnectionCard as Card } from '@/api/client';
import { useConnection } from '@/api/connection/getConnection';
import { QueryView } from '@/ui/states/QueryView';
import { CardSkeleton } from '@/ui/states/Skeleton';
import { useText } from '@/ui/text/useText';
import { Time } from '@/ui/Time';
import { ConnectionMenu } from './ConnectionMenu';
import { LicenceLozenge } from './LicenceLozenge';
import { TokenHealth } from './TokenHealth';
import { StorageName } from './storage/StorageFacts';

const card = xcss({
  padding: 'space.250',
  borderRadius: 'radius.small',
  backgroundColor: 'elevation.surface.raised',
  boxShadow: 'elevation.shadow.raised',
});

const facts = xcss({ gridTemplateColumns: 'repeat(auto-fill, minmax(180px, 1fr))' });

export function ConnectionCard() {
  const query = useConnection();
  return (
    <Box as="section" xcss={card}>
      <QueryView query={query} skeleton={<CardSkeleton />}>
        {(connection) => <Facts connection={connection} />}
      </QueryView>
    </Box>
  );
}

function Facts({ connection }: { connection: Card }) {
  const t = useText();
  const { siteUrl, workspaceId, storage, licence, attachments, attachmentsReason, syncedAt } = connection;
  return (
    <Stack space="space.200">
      <Inline spread="space-between" alignBlock="center" space="space.200">
        <Heading size="small" as="h2">
          {t('connection.current')}
        </Heading>
        <ConnectionMenu />
      </Inline>
      <Grid gap="space.200" xcss={facts}>
        <Fact name={t('connection.site')}>
          <Link href={siteUrl} target="_blank">
            {new URL(siteUrl).host}
          </Link>
        </Fact>
        <Fact name={t('form.workspace')}>{workspaceId}</Fact>
        <Fact name={t('connection.storage')}>
          {storage ? <StorageName storage={storage} /> : t('connection.noStorage')}
        </Fact>
        <Fact name={t('connection.licence')}>
          <LicenceLozenge licence={licence} />
        </Fact>
        <Fact name={t('connection.token')} isText={false}>
          <TokenHealth connection={connection} />
        </Fact>
        <Fact name={t('connection.attachments')} isText={false}>
          <Stack space="space.025">
            <Text>{t(`attachments.${attachments}`)}</Text>
            {attachmentsReason && (
              <Text size="small" color="color.text.subtle">
                {attachmentsReason}
              </Text>
            )}
          </Stack>
        </Fact>
        <Fact name={t('connection.synced')}>{syncedAt ? <Time at={syncedAt} /> : t('connection.never')}</Fact>
      </Grid>
    </Stack>
  );
}

interface FactProps {
  name: string;
  children: ReactNode;
  /** False for what brings texts of its own. */
  isText?: boolean;
}

function Fact({ name, children, isText = true }: FactProps) {
  return (
    <Stack space="space.050">
      <Text size="small" color="color.text.subtle">
        {name}
      </Text>
      <Box xcss={xcss({ overflowWrap: 'anywhere' })}>{isText ? <Text>{children}</Text> : children}</Box>
    </Stack>
  );
}
