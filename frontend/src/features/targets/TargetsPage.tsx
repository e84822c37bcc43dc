import { LinkButton } from '@atlaskit/button/new';
import DynamicTable from '@atlaskit/dynamic-table';
import Link from '@atlaskit/link';
import Lozenge from '@atlaskit/lozenge';
import { Inline, Stack } from '@atlaskit/primitives';
import Tooltip from '@atlaskit/tooltip';
import type { TargetView } from '@/api/client';
import { useTargets } from '@/api/targets/listTargets';
import { SiteAddress } from '@/ui/SiteAddress';
import { Name } from '@/ui/Name';
import { Page } from '@/ui/Page';
import { ScrollX } from '@/ui/ScrollX';
import { Nothing } from '@/ui/states/Nothing';
import { QueryView } from '@/ui/states/QueryView';
import { TableSkeleton } from '@/ui/states/Skeleton';
import { useText } from '@/ui/text/useText';
import { Time } from '@/ui/Time';
import { TargetActions } from './TargetActions';

const columns = ['name', 'site', 'location', 'account', 'created', 'actions'] as const;

/** The other instances: Cloud sites to restore to, Data Centers to back up. */
export function TargetsPage() {
  const t = useText();
  const add = (
    <Inline space="space.100">
      <LinkButton appearance="primary" href="/settings/targets/new">
        {t('targets.addNew')}
      </LinkButton>
      <LinkButton href="/settings/targets/new-data-center">{t('dataCenter.addNew')}</LinkButton>
    </Inline>
  );
  return (
    <Page title={t('targets.list')} parents={[{ text: t('home'), href: '/' }]} actions={add}>
      <QueryView
        query={useTargets()}
        skeleton={<TableSkeleton columns={5} rows={3} />}
        isEmpty={({ items }) => items.length === 0}
        empty={<Nothing title={t('targets.none.title')} text={t('targets.none.text')} />}
      >
        {({ items }) => <TargetsTable targets={items} />}
      </QueryView>
    </Page>
  );
}

function TargetsTable({ targets }: { targets: TargetView[] }) {
  const t = useText();
  return (
    <ScrollX>
      <DynamicTable
        label={t('targets.list')}
        head={{ cells: columns.map((key) => ({ key, content: t(`targets.${key}`) })) }}
        rows={targets.map((target) => ({
          key: target.id,
          cells: [
            { key: 'name', content: <Name text={target.name} /> },
            {
              key: 'site',
              content: (
                <Link href={target.siteUrl} target="_blank">
                  <SiteAddress url={target.siteUrl} />
                </Link>
              ),
            },
            {
              key: 'location',
              content: t(
                target.location === 'dataCenter' ? 'targets.dataCenter' : `location.${target.location}`,
              ),
            },
            { key: 'account', content: <Account target={target} /> },
            { key: 'created', content: <Time at={target.createdAt} /> },
            { key: 'actions', content: <TargetActions target={target} /> },
          ],
        }))}
      />
    </ScrollX>
  );
}

/** Whose token or password it is, and that Jira does not accept it any more, with the reason on hover and on focus. */
function Account({ target: { email, token, tokenReason } }: { target: TargetView }) {
  const t = useText();
  if (token !== 'refused') return <Name text={email} />;
  return (
    <Stack space="space.025" alignInline="start">
      <Name text={email} />
      <Tooltip content={tokenReason}>
        {(tooltip) => (
          <span {...tooltip} tabIndex={0}>
            <Lozenge appearance="removed">{t('targets.refused')}</Lozenge>
          </span>
        )}
      </Tooltip>
    </Stack>
  );
}
