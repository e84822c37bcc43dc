import SectionMessage, { SectionMessageAction } from '@atlaskit/section-message';
import { Stack, Text } from '@atlaskit/primitives';
import { useState } from 'react';
import type { AlarmView, SchemaView } from '@/api/client';
import { useText } from '@/ui/text/useText';
import { useFormat } from '@/ui/useFormat';
import { AcknowledgeAlarm } from './AcknowledgeAlarm';
import { LostTypes } from './LostTypes';

interface AlarmMessageProps {
  alarm: AlarmView;
  schema: SchemaView;
  /** Whether it stands where its schema is one of many. */
  isOnHome?: boolean;
}

/** Much is gone at the source: how much, what that holds up, and what can be done. */
export function AlarmMessage({ alarm, schema, isOnHome }: AlarmMessageProps) {
  const t = useText();
  const format = useFormat();
  const [isAsking, setAsking] = useState(false);
  const { kind, before, now, beforeAt, beforeId } = alarm;
  return (
    <>
      <SectionMessage
        appearance="error"
        title={t(`alarm.${kind}`, { name: schema.name, gone: before - now, before })}
        actions={[
          <SectionMessageAction key="acknowledge" onClick={() => setAsking(true)}>
            {t('alarm.acknowledge')}
          </SectionMessageAction>,
          ...(kind === 'rulesLost'
            ? []
            : [
                <SectionMessageAction key="backup" href={`/snapshots/${beforeId}`}>
                  {t('alarm.showBackup')}
                </SectionMessageAction>,
              ]),
          ...(isOnHome
            ? [
                <SectionMessageAction key="schema" href={`/schemas/${schema.id}`}>
                  {t('alarm.showSchema')}
                </SectionMessageAction>,
              ]
            : []),
        ]}
      >
        <Stack space="space.100">
          <Text as="p">
            {t(`alarm.${kind}.text`, { date: format.dateTime(beforeAt), before, now })} {t('alarm.holds')}
          </Text>
          <LostTypes types={alarm.types} />
        </Stack>
      </SectionMessage>
      <AcknowledgeAlarm alarm={alarm} name={schema.name} isOpen={isAsking} onClose={() => setAsking(false)} />
    </>
  );
}
