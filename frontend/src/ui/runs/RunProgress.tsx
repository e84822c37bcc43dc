import ProgressBar from '@atlaskit/progress-bar';
import { Inline, Stack, Text } from '@atlaskit/primitives';
import type { RunView } from '@/api/client';
import { RunPaused } from './RunPaused';
import { useRunFigures } from './useRunFigures';

interface RunProgressProps {
  run: RunView;
  /** Where the connection's token is entered. */
  credentialsHref?: string;
}

/** Bar, percent, done of total, rate, time left as a range, the step, and what it waits for. */
export function RunProgress({ run, credentialsHref }: RunProgressProps) {
  const { share, step, done, rate, left, waits } = useRunFigures(run);
  const isPaused = run.state === 'paused';
  return (
    <Stack space="space.100">
      <Inline spread="space-between" space="space.200" shouldWrap>
        <div role="status">
          <Text weight="medium">{step}</Text>
        </div>
        <Text color="color.text.subtle">{left}</Text>
      </Inline>
      {/* Only what goes on may move. */}
      {(run.state === 'running' || share !== null) && (
        <ProgressBar value={share ?? 0} isIndeterminate={share === null} ariaLabel={step} />
      )}
      {(done || rate) && (
        <Text as="p" color="color.text.subtle">
          {[done, rate].filter(Boolean).join(' · ')}
        </Text>
      )}
      <div role="status">
        {isPaused && <RunPaused run={run} credentialsHref={credentialsHref} />}
        {waits && !isPaused && (
          <Text as="p" color="color.text.subtle">
            {waits}
          </Text>
        )}
      </div>
    </Stack>
  );
}
