import { Text } from '@atlaskit/primitives';
import SectionMessage from '@atlaskit/section-message';
import type { RunView } from '@/api/client';
import { useText } from '../text/useText';
import { waitsForCredentials } from './waitsForCredentials';
import { useTokenActions } from './useTokenActions';

interface RunPausedProps {
  run: RunView;
  credentialsHref?: string;
}

/** Why a run waits, and the way to what it waits for where somebody has to act. */
export function RunPaused({ run, credentialsHref }: RunPausedProps) {
  const t = useText();
  const actions = useTokenActions(waitsForCredentials(run) ? [run] : [], credentialsHref);
  return (
    <SectionMessage appearance="warning" title={t(`run.paused.${run.kind}`)} actions={actions}>
      <Text as="p">{run.waitsFor}</Text>
    </SectionMessage>
  );
}
