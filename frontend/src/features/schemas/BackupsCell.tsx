import { Inline, Stack, Text, Box, xcss } from '@atlaskit/primitives';
import Lozenge from '@atlaskit/lozenge';
import ProgressBar from '@atlaskit/progress-bar';
import type { RunView, SchemaView } from '@/api/client';
import { NoBreak } from '@/ui/NoBreak';
import { RunPlace } from '@/ui/runs/RunPlace';
import { StopRun } from '@/ui/runs/StopRun';
import { useRunFigures } from '@/ui/runs/useRunFigures';
import { useText } from '@/ui/text/useText';

const cell = xcss({ minWidth: '150px', paddingBlock: 'space.050' });

/** The running backup or verification; until there are schedules, else that there is none. */
export function BackupsCell({ schema: { activeRun } }: { schema: SchemaView }) {
  return (
    <RunPlace id={activeRun?.id}>
      {activeRun ? (
        <Box xcss={cell}>
          {activeRun.state === 'running' ? <InProgress run={activeRun} /> : <InQueue run={activeRun} />}
        </Box>
      ) : (
        <NoSchedule />
      )}
    </RunPlace>
  );
}

function NoSchedule() {
  const t = useText();
  return (
    <Text color="color.text.subtle">
      <NoBreak>{t('backups.noSchedule')}</NoBreak>
    </Text>
  );
}

function InQueue({ run }: { run: RunView }) {
  const t = useText();
  return (
    <Inline space="space.100" alignBlock="center" spread="space-between">
      <Stack space="space.025" alignInline="start">
        <Lozenge>{t(run.state === 'paused' ? 'run.state.paused' : 'backups.inQueue')}</Lozenge>
        {run.waitsFor && run.state !== 'queued' && (
          <Text size="small" color="color.text.subtle">
            {run.waitsFor}
          </Text>
        )}
      </Stack>
      <StopRun run={run} spacing="compact" />
    </Inline>
  );
}

function InProgress({ run }: { run: RunView }) {
  const t = useText();
  const { share, done, rate, left } = useRunFigures(run);
  const label = t(
    run.stopRequested ? 'run.stopping' : run.kind === 'verify' ? 'run.kind.verify' : 'backups.inProgress',
  );
  return (
    <Stack space="space.050">
      <Inline spread="space-between" alignBlock="center" space="space.100">
        <Lozenge appearance="inprogress">{label}</Lozenge>
        <StopRun run={run} spacing="compact" />
      </Inline>
      <ProgressBar value={share ?? 0} isIndeterminate={share === null} ariaLabel={run.step ?? label} />
      <Text size="small" color="color.text.subtle">
        {[run.step, done, rate].filter(Boolean).join(' · ')}
      </Text>
      {(left || run.waitsFor) && (
        <Text size="small" color="color.text.subtle">
          {run.waitsFor ?? left}
        </Text>
      )}
    </Stack>
  );
}
