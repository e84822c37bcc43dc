import { Text } from '@atlaskit/primitives';
import SectionMessage from '@atlaskit/section-message';
import type { SchemaView } from '@/api/client';
import { useText } from '@/ui/text/useText';
import { named } from '../NameList';
import { AlarmMessage } from './AlarmMessage';

/** The alarms of all schemas that nobody has acknowledged; of many the first are told in full. */
export function OpenAlarms({ schemas }: { schemas: SchemaView[] }) {
  const t = useText();
  const open = schemas.flatMap((schema) => schema.alarms.map((alarm) => ({ alarm, schema })));
  const more = open.length - named;
  return (
    <>
      {open.slice(0, named).map(({ alarm, schema }) => (
        <AlarmMessage key={alarm.id} alarm={alarm} schema={schema} isOnHome />
      ))}
      {more > 0 && (
        <SectionMessage appearance="error" title={t('alarm.more', { count: more })}>
          <Text as="p">{t('alarm.more.text')}</Text>
        </SectionMessage>
      )}
    </>
  );
}
