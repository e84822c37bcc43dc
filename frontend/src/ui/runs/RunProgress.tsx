import ProgressBar from '@atlaskit/progress-bar';
import { Inline, Stack, Text } from '@atlaskit/primitives';
import type { RunView } from '@/api/client';
import { useText } from '../text/useText';
import { useRunFigures } from './useRunFigures';

/** Bar, percent, done of total, rate, time left as a range, the step, and what it waits for. */
export function RunProgress({ run }: { run: RunView }) {
  const t = useText();
  const { share, done, rate, left } = useRunFigures(run);
  const isQueued = run.state === 'queued';
  // In the queue, what it waits for is all there is to say.
  const step = isQueued ? (run.waitsFor ?? t('run.state.queued')) : (run.step ?? t('run.starting'));
  return (
    <Stack space="space.100">
      <Inline spread="space-between" space="space.200" shouldWrap>
        <Text weight="medium">{step}</Text>
        <Text color="color.text.subtle">{left}</Text>
      </Inline>
      <ProgressBar value={share ?? 0} isIndeterminate={share === null} ariaLabel={step} />
      <Text as="p" color="color.text.subtle">
        {[done, rate].filter(Boolean).join(' · ')}
      </Text>
      <div role="status">
        {run.waitsFor && !isQueued && (
          <Text as="p" color="color.text.subtle">
            {run.waitsFor}
          </Text>
        )}
      </div>
    </Stack>
  );
}
