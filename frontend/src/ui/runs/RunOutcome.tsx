import SectionMessage from '@atlaskit/section-message';
import { Stack, Text } from '@atlaskit/primitives';
import type { ReactNode } from 'react';
import type { RunView } from '@/api/client';
import { isActive } from '@/api/runs/runStates';
import { useText } from '../text/useText';
import { endOf } from './runEnds';

const appearances = {
  succeeded: 'success',
  partial: 'warning',
  failed: 'error',
  stopped: 'information',
} as const;

interface RunOutcomeProps {
  run: RunView;
  /** What else is to be said of this kind of run, and where to go on. */
  children?: ReactNode;
  actions?: JSX.Element[];
}

/** How a run ended, in one message; nothing while it goes on. */
export function RunOutcome({ run, children, actions }: RunOutcomeProps) {
  const t = useText();
  if (isActive(run)) return null;
  const state = endOf(run);
  // It leaves a schema that is not complete, and that wants something done.
  const isLeft = run.kind === 'restore' && state === 'stopped';
  const words = [run.result, run.errorMessage].filter(Boolean);
  return (
    <div role={state === 'failed' ? 'alert' : 'status'}>
      <SectionMessage
        appearance={isLeft ? 'warning' : appearances[state]}
        title={t(`run.${run.kind}.${state}`)}
        actions={actions}
      >
        <Stack space="space.050">
          {words.map((text) => (
            <Text as="p" key={text}>
              {text}
            </Text>
          ))}
          {children}
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
