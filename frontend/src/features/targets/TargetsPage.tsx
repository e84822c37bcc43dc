import Button, { LinkButton } from '@atlaskit/button/new';
import DynamicTable from '@atlaskit/dynamic-table';
import Link from '@atlaskit/link';
import { Inline } from '@atlaskit/primitives';
import { useState } from 'react';
import type { TargetView } from '@/api/client';
import { useDeleteTarget } from '@/api/targets/deleteTarget';
import { useTargets } from '@/api/targets/listTargets';
import { ConfirmDialog } from '@/ui/ConfirmDialog';
import { HostName } from '@/ui/HostName';
import { Name } from '@/ui/Name';
import { Page } from '@/ui/Page';
import { ScrollX } from '@/ui/ScrollX';
import { Nothing } from '@/ui/states/Nothing';
import { QueryView } from '@/ui/states/QueryView';
import { TableSkeleton } from '@/ui/states/Skeleton';
import { useText } from '@/ui/text/useText';
import { siteLabel } from '@/ui/siteLabel';
import { Time } from '@/ui/Time';

const columns = ['name', 'site', 'location', 'account', 'created', 'actions'] as const;

export function TargetsPage() {
  const t = useText();
  const add = (
    <LinkButton appearance="primary" href="/settings/targets/new">
      {t('targets.addNew')}
    </LinkButton>
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
                  <HostName url={target.siteUrl} />
                </Link>
              ),
            },
            { key: 'location', content: t(`location.${target.location}`) },
            { key: 'account', content: <Name text={target.email} /> },
            { key: 'created', content: <Time at={target.createdAt} /> },
            { key: 'actions', content: <Actions target={target} /> },
          ],
        }))}
      />
    </ScrollX>
  );
}

function Actions({ target }: { target: TargetView }) {
  const t = useText();
  return (
    <Inline space="space.100">
      <LinkButton spacing="compact" href={`/settings/targets/${target.id}/token`}>
        {t('targets.renew')}
      </LinkButton>
      <DeleteTarget target={target} />
    </Inline>
  );
}

function DeleteTarget({ target }: { target: TargetView }) {
  const t = useText();
  const [isAsking, setAsking] = useState(false);
  const remove = useDeleteTarget();
  return (
    <>
      <Button spacing="compact" onClick={() => setAsking(true)}>
        {t('delete')}
      </Button>
      <ConfirmDialog
        isOpen={isAsking}
        title={t('targets.delete.title', { name: siteLabel(target.name, target.siteUrl) })}
        confirm={t('delete')}
        error={remove.error}
        isBusy={remove.isPending}
        onConfirm={() => remove.mutate(target.id, { onSuccess: () => setAsking(false) })}
        onClose={() => {
          remove.reset();
          setAsking(false);
        }}
      >
        {t('targets.delete.text')}
      </ConfirmDialog>
    </>
  );
}
