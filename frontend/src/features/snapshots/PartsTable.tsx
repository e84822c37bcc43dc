import DynamicTable from '@atlaskit/dynamic-table';
import Lozenge from '@atlaskit/lozenge';
import { Box, Stack, Text } from '@atlaskit/primitives';
import type { SnapshotPart } from '@/api/client';
import type { TextId } from '@/ui/text/catalogue';
import { catalogue } from '@/ui/text/catalogue';
import { type Translate, useText } from '@/ui/text/useText';
import { useFormat } from '@/ui/useFormat';

const appearances = {
  captured: 'success',
  partial: 'moved',
  notAvailable: 'removed',
  notCaptured: 'default',
} as const;

/** What is in the snapshot and what is not, part by part. */
export function PartsTable({ parts }: { parts: SnapshotPart[] }) {
  const t = useText();
  const format = useFormat();
  return (
    <DynamicTable
      caption={t('parts')}
      head={{
        cells: (['part', 'state', 'count', 'reasons'] as const).map((key) => ({
          key,
          content: t(`parts.${key}`),
        })),
      }}
      rows={parts.map((part) => ({
        key: part.name,
        cells: [
          { key: 'part', content: <Name part={part} /> },
          {
            key: 'state',
            content: <Lozenge appearance={appearances[part.state]}>{t(`part.state.${part.state}`)}</Lozenge>,
          },
          { key: 'count', content: part.state === 'notCaptured' ? '' : format.number(part.count) },
          { key: 'reasons', content: <Reasons part={part} /> },
        ],
      }))}
    />
  );
}

/** A part that this page has no word for yet is shown by the name that the server gives it. */
const partName = (name: string, t: Translate) => {
  const id = `part.${name}`;
  return id in catalogue ? t(id as TextId) : name;
};

/** Issues are compared with Jira by the search that found them. */
function Name({ part: { name, jql } }: { part: SnapshotPart }) {
  const t = useText();
  return (
    <Box paddingBlock="space.050">
      {partName(name, t)}
      {jql && (
        <Text as="p" size="small" color="color.text.subtle">
          {t('parts.jql', { jql })}
        </Text>
      )}
    </Box>
  );
}

function Reasons({ part: { state, reasons, warnings } }: { part: SnapshotPart }) {
  const t = useText();
  const shown = state === 'notCaptured' && reasons.length === 0 ? [t('parts.notInThisVersion')] : reasons;
  return (
    <Stack>
      {shown.map((reason) => (
        <Text key={reason}>{reason}</Text>
      ))}
      {warnings?.map((warning) => (
        <Text key={warning} color="color.text.warning">
          {t('parts.warning', { warning })}
        </Text>
      ))}
    </Stack>
  );
}
