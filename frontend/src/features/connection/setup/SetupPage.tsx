import type { Stages } from '@atlaskit/progress-tracker';
import { Box, Stack, xcss } from '@atlaskit/primitives';
import { useQueryClient } from '@tanstack/react-query';
import { Navigate, useParams } from 'react-router';
import type { SessionView, SetupStep } from '@/api/client';
import { sessionQuery } from '@/api/session/getSession';
import { Page } from '@/ui/Page';
import { Steps } from '@/ui/Steps';
import { useText } from '@/ui/text/useText';
import { CredentialsStep } from './CredentialsStep';
import { StorageStep } from './StorageStep';
import { SyncStep } from './SyncStep';

const steps = ['credentials', 'storage', 'sync'] as const;
type Step = (typeof steps)[number];

const content = xcss({ maxWidth: '640px' });

/** The three steps of product B. A finished step may be opened again; one that is not reached yet may not. */
export function SetupPage({ session }: { session: SessionView }) {
  const t = useText();
  const step = useParams().step as Step;
  // What is shown of the session lags behind it: whoever has just finished a step must not be sent back to it.
  const newest = useQueryClient().getQueryData(sessionQuery().queryKey) ?? session;
  const reached = reachedIndex(newest.setup.step);
  const current = steps.indexOf(step);
  if (current < 0 || current > reached) return <Navigate to={`/setup/${steps[reached]}`} replace />;
  return (
    <Page title={t('setup.title')}>
      <Steps label={t('setup.progress')} items={stages(current, reached, t)} />
      <Box xcss={content}>
        <Stack space="space.300">
          {step === 'credentials' && <CredentialsStep session={session} />}
          {step === 'storage' && <StorageStep />}
          {step === 'sync' && <SyncStep />}
        </Stack>
      </Box>
    </Page>
  );
}

const reachedIndex = (step: SetupStep) => (step === 'done' ? steps.length - 1 : steps.indexOf(step));

const stages = (current: number, reached: number, t: ReturnType<typeof useText>): Stages =>
  steps.map((id, index) => ({
    id,
    label: t(`setup.step.${id}`),
    percentageComplete: index < reached ? 100 : 0,
    status: index === current ? 'current' : index <= reached ? 'visited' : 'unvisited',
    href: index <= reached ? `/setup/${id}` : undefined,
    noLink: index > reached,
  }));
