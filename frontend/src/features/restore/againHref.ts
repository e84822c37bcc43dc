import type { PlanView } from '@/api/client';

/** The form that a plan was made with, filled in as it was. */
export const againHref = ({ snapshotId, destinationId, schemaName, schemaKey }: PlanView) =>
  `/restores/new?${new URLSearchParams({
    snapshot: snapshotId,
    destination: destinationId,
    name: schemaName,
    key: schemaKey,
  })}`;
