import SectionMessage from '@atlaskit/section-message';
import { Stack, Text } from '@atlaskit/primitives';
import type { RunView } from '@/api/client';
import { isActive } from '../../api/runs/runStates';
import { useText } from '../text/useText';

const appearances = {
  succeeded: 'success',
  partial: 'warning',
  failed: 'error',
  stopped: 'information',
} as const;

/** How a run ended, in one message; nothing while it goes on. */
export function RunOutcome({ run }: { run: RunView }) {
  const t = useText();
  if (isActive(run)) return null;
  const state = run.state as keyof typeof appearances;
  const words = [run.result, run.errorMessage].filter(Boolean);
  return (
    <div role={state === 'failed' ? 'alert' : 'status'}>
      <SectionMessage appearance={appearances[state]} title={t(`run.${run.kind}.${state}`)}>
        <Stack space="space.050">
          {words.map((text) => (
            <Text as="p" key={text}>
              {text}
            </Text>
          ))}
          {state === 'failed' && (
            <Text as="p" size="small" color="color.text.subtle">
              {t('run.id')} <code>{run.id}</code>
            </Text>
          )}
        </Stack>
      </SectionMessage>
    </div>
  );
}
