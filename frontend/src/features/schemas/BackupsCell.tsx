import { Box, Inline, Stack, Text, xcss } from '@atlaskit/primitives';
import Lozenge from '@atlaskit/lozenge';
import ProgressBar from '@atlaskit/progress-bar';
import type { RunView, SchemaView } from '@/api/client';
import { Clamped } from '@/ui/Clamped';
import { RunPlace } from '@/ui/runs/RunPlace';
import { RunStateLozenge } from '@/ui/runs/RunStateLozenge';
import { StopRun } from '@/ui/runs/StopRun';
import { useRunFigures } from '@/ui/runs/useRunFigures';
import { useText } from '@/ui/text/useText';
import { NextBackup } from './schedule/NextBackup';
import { ScheduleState } from './schedule/ScheduleState';

const cell = xcss({ minWidth: '150px', paddingBlock: 'space.050' });

/** The running backup or verification, and when the next backup is due. */
export function BackupsCell({ schema: { activeRun, schedule } }: { schema: SchemaView }) {
  return (
    <RunPlace id={activeRun?.id}>
      {activeRun ? (
        <Box xcss={cell}>
          <Stack space="space.050">
            <UnderWay run={activeRun} />
            {schedule?.isEnabled && <NextBackup schedule={schedule} isNamed />}
          </Stack>
        </Box>
      ) : (
        <ScheduleState schedule={schedule} />
      )}
    </RunPlace>
  );
}

function UnderWay({ run }: { run: RunView }) {
  const { share, step, done, rate, left, waits } = useRunFigures(run);
  const isRunning = run.state === 'running';
  return (
    <Stack space="space.050">
      <Inline spread="space-between" alignBlock="center" space="space.100">
        {isRunning && run.kind === 'verify' && !run.stopRequested ? (
          <Verifying />
        ) : (
          <RunStateLozenge run={run} />
        )}
        <StopRun run={run} spacing="compact" />
      </Inline>
      {/* Only what goes on may move. */}
      {(isRunning || share !== null) && (
        <ProgressBar value={share ?? 0} isIndeterminate={share === null} ariaLabel={step} />
      )}
      <Text size="small" color="color.text.subtle">
        {[step, done, rate].filter(Boolean).join(' · ')}
      </Text>
      {waits && <Clamped size="small" maxLines={3} color="color.text.subtle" text={waits} />}
      {left && (
        <Text size="small" color="color.text.subtle">
          {left}
        </Text>
      )}
    </Stack>
  );
}

function Verifying() {
  const t = useText();
  return <Lozenge appearance="inprogress">{t('run.kind.verify')}</Lozenge>;
}
