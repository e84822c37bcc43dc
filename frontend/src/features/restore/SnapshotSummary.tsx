import SectionMessage, { SectionMessageAction } from '@atlaskit/section-message';
import { Inline, Text } from '@atlaskit/primitives';
import type { SchemaView, SnapshotView } from '@/api/client';
import { useText } from '@/ui/text/useText';
import { Moment } from '@/ui/Moment';

/** What would be restored, and a warning when it is not everything. */
export function SnapshotSummary({ snapshot, schema }: { snapshot: SnapshotView; schema: SchemaView }) {
  const t = useText();
  const { id, shortId, objects, takenAt, state } = snapshot;
  return (
    <>
      <Inline space="space.100" alignBlock="baseline" shouldWrap>
        <Text>{t('restore.from', { id: shortId, schema: schema.name, objects })}</Text>
        <Moment at={takenAt} />
      </Inline>
      {state !== 'complete' && (
        <SectionMessage
          appearance="warning"
          title={t(`restore.${state}.title`)}
          actions={[
            <SectionMessageAction key="parts" href={`/snapshots/${id}`}>
              {t('restore.partial.link')}
            </SectionMessageAction>,
          ]}
        >
          <Text as="p">{t(`restore.${state}.text`)}</Text>
        </SectionMessage>
      )}
    </>
  );
}
