import { Box, Grid, Text, xcss } from '@atlaskit/primitives';
import { Fragment } from 'react';
import { useIntl } from 'react-intl';
import type { RunLogLine, RunView } from '@/api/client';
import { isActive } from '@/api/runs/runStates';
import { useRunLog } from '@/api/runs/getRunLog';
import { QueryView } from '../states/QueryView';
import { CardSkeleton } from '../states/Skeleton';
import { useText } from '../text/useText';

const frame = xcss({
  padding: 'space.200',
  borderRadius: 'radius.small',
  backgroundColor: 'elevation.surface.sunken',
  maxHeight: '420px',
  overflow: 'auto',
});

const colors = {
  information: 'color.text',
  warning: 'color.text.warning',
  error: 'color.text.danger',
} as const;

/** A run's log, growing while the run does. */
export function RunLog({ run }: { run: RunView }) {
  const t = useText();
  const query = useRunLog(run.id, isActive(run));
  return (
    <QueryView
      query={query}
      skeleton={<CardSkeleton />}
      isEmpty={(log) => log.items.length === 0}
      empty={<Text color="color.text.subtle">{t('log.empty')}</Text>}
    >
      {(log) => (
        <Box xcss={frame} role="log" aria-label={t('log')} tabIndex={0}>
          <Grid templateColumns="max-content 1fr" columnGap="space.200" rowGap="space.050">
            {log.items.map((line) => (
              <Line key={line.number} line={line} />
            ))}
          </Grid>
        </Box>
      )}
    </QueryView>
  );
}

function Line({ line }: { line: RunLogLine }) {
  const intl = useIntl();
  return (
    <Fragment>
      <Text color="color.text.subtle">{intl.formatTime(line.at, { timeStyle: 'medium' })}</Text>
      <Text color={colors[line.level]}>{line.message}</Text>
    </Fragment>
  );
}
