import Button, { LinkButton } from '@atlaskit/button/new';
import { Inline } from '@atlaskit/primitives';
import { useState } from 'react';
import type { TargetView } from '@/api/client';
import { useDeleteTarget } from '@/api/targets/deleteTarget';
import { ConfirmDialog } from '@/ui/ConfirmDialog';
import { siteLabel } from '@/ui/siteLabel';
import { useText } from '@/ui/text/useText';
import { renewalOf } from './renewalOf';

export function TargetActions({ target }: { target: TargetView }) {
  const t = useText();
  return (
    <Inline space="space.100">
      <LinkButton spacing="compact" href={`/settings/targets/${target.id}/token`}>
        {t(renewalOf(target.location))}
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
