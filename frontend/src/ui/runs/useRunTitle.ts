import type { RunView } from '@/api/client';
import { useText } from '../text/useText';
import { useInstances } from './useInstances';

/** What a run is, and of which instance where that is another one: a schema says so itself. */
export function useRunTitle() {
  const t = useText();
  const { nameOf } = useInstances();
  return (run: RunView) => {
    const kind = t(`run.kind.${run.kind}`);
    const instance = run.schemaId ? null : nameOf(run);
    return instance ? t('run.of', { kind, instance }) : kind;
  };
}
