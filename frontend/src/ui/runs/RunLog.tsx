import { Box, Grid, Inline, Stack, Text, xcss } from '@atlaskit/primitives';
import { Fragment } from 'react';
import { useIntl } from 'react-intl';
import type { RunLogLine, RunView } from '@/api/client';
import { isActive } from '@/api/runs/runStates';
import { useRunLog } from '@/api/runs/getRunLog';
import { QueryView } from '../states/QueryView';
import { CardSkeleton } from '../states/Skeleton';
import { useText } from '../text/useText';
import { useNow } from '../useNow';
import { DownloadLog } from './DownloadLog';

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
  const intl = useIntl();
  const query = useRunLog(run.id, isActive(run));
  return (
    <QueryView
      query={query}
      skeleton={<CardSkeleton />}
      isEmpty={(log) => log.items.length === 0}
      empty={<Text color="color.text.subtle">{t(whyEmpty(run))}</Text>}
    >
      {(log) => (
        <Stack space="space.100">
          <Box xcss={frame} role="log" aria-label={t('log')} tabIndex={0}>
            <Grid templateColumns="max-content 1fr" columnGap="space.200" rowGap="space.050">
              {log.items.map((line) => (
                <Line key={line.number} line={line} />
              ))}
            </Grid>
          </Box>
          <Inline spread="space-between" alignBlock="center" space="space.200" shouldWrap>
            <Text size="small" color="color.text.subtle">
              {t('log.zone', { zone: intl.timeZone ?? '' })}
            </Text>
            <DownloadLog run={run} />
          </Inline>
        </Stack>
      )}
    </QueryView>
  );
}

function Line({ line }: { line: RunLogLine }) {
  const intl = useIntl();
  const now = useNow();
  const isToday = intl.formatDate(line.at) === intl.formatDate(now);
  return (
    <Fragment>
      <Text color="color.text.subtle">
        {intl.formatDate(line.at, { timeStyle: 'medium', dateStyle: isToday ? undefined : 'medium' })}
      </Text>
      <Text color={colors[line.level]}>{line.message}</Text>
    </Fragment>
  );
}

const whyEmpty = (run: RunView) =>
  isActive(run) ? 'log.empty' : run.state === 'succeeded' ? 'log.quiet' : 'log.none';
