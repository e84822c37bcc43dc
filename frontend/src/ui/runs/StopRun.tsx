import Button from '@atlaskit/button/new';
import { useState } from 'react';
import type { RunView } from '@/api/client';
import { useStopRun } from '@/api/runs/stopRun';
import { ConfirmDialog } from '../ConfirmDialog';
import { useText } from '../text/useText';

function caseOf({ kind, startedAt, hasBackup }: RunView) {
  if (startedAt === null) return 'queued';
  return hasBackup ? 'parts' : kind;
}

export function StopRun({ run, spacing }: { run: RunView; spacing?: 'compact' }) {
  const t = useText();
  const stop = useStopRun();
  const [isAsking, setAsking] = useState(false);
  if (run.stopRequested) return null;
  return (
    <>
      <Button spacing={spacing} onClick={() => setAsking(true)}>
        {t('stop')}
      </Button>
      <ConfirmDialog
        isOpen={isAsking}
        runId={run.id}
        title={t(`run.stop.title.${run.kind}`)}
        confirm={t('stop')}
        error={stop.error}
        isBusy={stop.isPending}
        onConfirm={() => stop.mutate(run.id, { onSuccess: () => setAsking(false) })}
        onClose={() => {
          stop.reset();
          setAsking(false);
        }}
      >
        {t(`run.stop.text.${caseOf(run)}`)}
      </ConfirmDialog>
    </>
  );
}
