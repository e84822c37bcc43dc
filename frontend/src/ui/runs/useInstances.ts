import type { RunView } from '@/api/client';
import { useConnection } from '@/api/connection/getConnection';
import { useTargets } from '@/api/targets/listTargets';
import { useText } from '../text/useText';

type OfInstance = Pick<RunView, 'connectionId'>;

/** Which instance a run calls. */
export function useInstances() {
  const t = useText();
  const own = useConnection().data?.id;
  const targets = useTargets().data?.items;
  const targetOf = ({ connectionId }: OfInstance) => targets?.find(({ id }) => id === connectionId);
  /** So is every run as long as nothing else is known of it. */
  const isOwn = (run: OfInstance) => (own === undefined ? !targetOf(run) : run.connectionId === own);
  /** Its instance was deleted. */
  const isGone = (run: OfInstance) => targets !== undefined && !isOwn(run) && !targetOf(run);
  /** Null for the site's own, and before all instances are known. */
  const nameOf = (run: OfInstance) => targetOf(run)?.name ?? (isGone(run) ? t('run.instanceGone') : null);
  return { targets, targetOf, isOwn, isGone, nameOf };
}
