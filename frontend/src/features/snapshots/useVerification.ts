import type { SnapshotView } from '@/api/client';
import { useRuns } from '@/api/runs/listRuns';
import { isActive } from '@/api/runs/runStates';

/** The run that verifies a backup at present. */
export const useVerification = ({ id, schemaId }: SnapshotView) =>
  useRuns(schemaId).data?.items.find(
    (run) => run.kind === 'verify' && run.snapshotId === id && isActive(run),
  );
