import SectionMessage, { SectionMessageAction } from '@atlaskit/section-message';
import { Inline, Text } from '@atlaskit/primitives';
import type { SchemaView, SnapshotView } from '@/api/client';
import { useText } from '@/ui/text/useText';
import { Moment } from '@/ui/Moment';

/** What would be restored, and a warning when it is not everything. */
export function SnapshotSummary({ snapshot, schema }: { snapshot: SnapshotView; schema: SchemaView }) {
  const t = useText();
  const { id, shortId, objects, takenAt, state, parts } = snapshot;
  const warnings = [
    ...(parts.some((part) => part.state === 'partial') || state === 'partial' ? (['partial'] as const) : []),
    ...(state === 'objectsOnly' ? ([state] as const) : []),
  ];
  return (
    <>
      <Inline space="space.100" alignBlock="baseline" shouldWrap>
        <Text>{t('restore.from', { id: shortId, schema: schema.name, objects })}</Text>
        <Moment at={takenAt} />
      </Inline>
      {warnings.map((warning) => (
        <SectionMessage
          key={warning}
          appearance="warning"
          title={t(`restore.${warning}.title`)}
          actions={[
            <SectionMessageAction key="parts" href={`/snapshots/${id}`}>
              {t('restore.partial.link')}
            </SectionMessageAction>,
          ]}
        >
          <Text as="p">{t(`restore.${warning}.text`)}</Text>
        </SectionMessage>
      ))}
    </>
  );
}
