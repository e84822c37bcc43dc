import Button, { IconButton } from '@atlaskit/button/new';
import DropdownMenu, { DropdownItem, DropdownItemGroup } from '@atlaskit/dropdown-menu';
import { useFlags } from '@atlaskit/flag';
import ShowMoreIcon from '@atlaskit/icon/core/show-more-horizontal';
import { Inline } from '@atlaskit/primitives';
import { useNavigate } from 'react-router';
import { ApiFailure } from '@/api/ApiFailure';
import { useRuns } from '@/api/runs/listRuns';
import { isActive } from '@/api/runs/runStates';
import { useSyncSchemas } from '@/api/schemas/syncSchemas';
import { useText } from '@/ui/text/useText';
import { useStartedFlag } from '@/ui/useStartedFlag';

export function ConnectionMenu() {
  const t = useText();
  const navigate = useNavigate();
  return (
    <Inline space="space.100">
      <SyncButton />
      <DropdownMenu
        placement="bottom-end"
        shouldRenderToParent
        trigger={({ triggerRef, ...trigger }) => (
          <IconButton {...trigger} ref={triggerRef} icon={ShowMoreIcon} label={t('connection.menu')} />
        )}
      >
        <DropdownItemGroup>
          <DropdownItem onClick={() => void navigate('/settings/targets/new')}>
            {t('targets.addNew')}
          </DropdownItem>
          <DropdownItem onClick={() => void navigate('/settings/targets')}>{t('targets.list')}</DropdownItem>
          <DropdownItem onClick={() => void navigate('/settings/connection')}>
            {t('editConfiguration')}
          </DropdownItem>
        </DropdownItemGroup>
      </DropdownMenu>
    </Inline>
  );
}

function SyncButton() {
  const t = useText();
  const sync = useSyncSchemas();
  const startedFlag = useStartedFlag();
  const { showFlag } = useFlags();
  const isSyncing = useRuns().data?.items.some((run) => run.kind === 'sync' && isActive(run));
  const start = () =>
    sync.mutate(undefined, {
      onSuccess: ({ runId }) => startedFlag(t('sync.started'), runId),
      onError: (error) => {
        const { title, detail } = ApiFailure.of(error);
        showFlag({ appearance: 'error', title, description: detail });
      },
    });
  return (
    <Button isLoading={sync.isPending} isDisabled={isSyncing} onClick={start}>
      {isSyncing ? t('sync.running') : t('syncSchemas')}
    </Button>
  );
}
