import { Box, Inline, Text } from '@atlaskit/primitives';
import type { ReactNode } from 'react';
import type { SchemaView } from '@/api/client';
import { isActive } from '@/api/runs/runStates';
import { addressOf } from '@/ui/addressOf';
import { Fact } from '@/ui/Fact';
import { Page } from '@/ui/Page';
import { RunPlace } from '@/ui/runs/RunPlace';
import { RunProgress } from '@/ui/runs/RunProgress';
import { StopRun } from '@/ui/runs/StopRun';
import { useText } from '@/ui/text/useText';
import { useLostFocus } from '@/ui/useLostFocus';
import { AlarmMessage } from './alarms/AlarmMessage';
import { LastBackup } from './LastBackup';
import { BackupNow } from './BackupNow';
import { LocationText } from './LocationText';
import { RestoreLatest } from './RestoreLatest';
import { SchemaMenu } from './SchemaMenu';
import { SchemaStatusLozenge } from './SchemaStatusLozenge';
import { ScheduleState } from './schedule/ScheduleState';

/** The schema's page above its tabs: what it is, how it stands, what can be done. */
export function SchemaHeader({ schema, children }: { schema: SchemaView; children: ReactNode }) {
  const t = useText();
  const { name, key, siteUrl, location, objectCount, objectTypeCount, activeRun } = schema;
  // What came of a run stands among the facts when its progress goes.
  const facts = useLostFocus<HTMLDivElement>(activeRun?.id);
  return (
    <Page
      title={name}
      parents={[{ text: t('home'), href: '/' }]}
      actions={
        <Inline space="space.100">
          <BackupNow schema={schema} appearance="primary" />
          <RestoreLatest schema={schema} />
          <SchemaMenu schema={schema} />
        </Inline>
      }
    >
      <div ref={facts} tabIndex={-1}>
        <Inline space="space.300" alignBlock="center" shouldWrap rowSpace="space.100">
          <SchemaStatusLozenge schema={schema} />
          <Text>{t('schema.keyed', { key })}</Text>
          <Text>{addressOf(siteUrl)}</Text>
          <LocationText location={location} />
          <Text>{t('schema.size', { objects: objectCount, types: objectTypeCount })}</Text>
          <Fact name={t('schema.lastGood')}>
            <LastBackup schema={schema} />
          </Fact>
          <Fact name={t('schedule.next')}>
            <ScheduleState schedule={schema.schedule} />
          </Fact>
        </Inline>
      </div>
      {schema.alarms.map((alarm) => (
        <AlarmMessage key={alarm.id} alarm={alarm} schema={schema} />
      ))}
      {activeRun && isActive(activeRun) && (
        <RunPlace id={activeRun.id}>
          <Inline space="space.200" alignBlock="start">
            <Box style={{ flexGrow: 1 }}>
              <RunProgress run={activeRun} />
            </Box>
            <StopRun run={activeRun} />
          </Inline>
        </RunPlace>
      )}
      {children}
    </Page>
  );
}
