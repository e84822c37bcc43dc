import DynamicTable from '@atlaskit/dynamic-table';
import Lozenge from '@atlaskit/lozenge';
import { Box, Stack, Text } from '@atlaskit/primitives';
import type { SnapshotPart } from '@/api/client';
import { ScrollX } from '@/ui/ScrollX';
import type { TextId } from '@/ui/text/catalogue';
import { catalogue } from '@/ui/text/catalogue';
import { type Translate, useText } from '@/ui/text/useText';
import { useFormat } from '@/ui/useFormat';
import { IssueSearch } from './IssueSearch';
import { PartReasons } from './PartReasons';

const appearances = {
  captured: 'success',
  partial: 'moved',
  notAvailable: 'removed',
  notCaptured: 'default',
  following: 'inprogress',
  lost: 'removed',
} as const;

// In hundredths of the table; what is missing has what is left.
const widths = { part: 30, state: 12, count: 10, reasons: undefined };

interface PartsTableProps {
  parts: SnapshotPart[];
  /** Where issues are searched for; nothing while it is not known. */
  siteUrl?: string;
  /** Whether none of it can be read any more. */
  isGone?: boolean;
}

/** What is in the snapshot and what is not, part by part. */
export function PartsTable({ parts, siteUrl, isGone = false }: PartsTableProps) {
  const t = useText();
  const format = useFormat();
  return (
    <Stack space="space.100">
      <ScrollX>
        <DynamicTable
          caption={t(isGone ? 'parts.held' : 'parts')}
          head={{
            cells: (['part', 'state', 'count', 'reasons'] as const).map((key) => ({
              key,
              content: t(`parts.${key}`),
              width: widths[key],
            })),
          }}
          rows={parts.map((part) => ({
            key: part.name,
            cells: [
              { key: 'part', content: <Name part={part} siteUrl={siteUrl} /> },
              {
                key: 'state',
                content: (
                  <Lozenge appearance={appearances[part.state]}>{t(`part.state.${part.state}`)}</Lozenge>
                ),
              },
              { key: 'count', content: isCounted(part) ? format.number(part.count) : '' },
              { key: 'reasons', content: <PartReasons part={part} /> },
            ],
          }))}
        />
      </ScrollX>
      {!isGone && <Text color="color.text.subtle">{t('parts.restored')}</Text>}
    </Stack>
  );
}

/** What could not be read is not nothing. */
const isCounted = ({ state, count }: SnapshotPart) =>
  state === 'captured' || state === 'partial' || (state === 'notAvailable' && count > 0);

/** A part that this page has no word for yet is shown by the name that the server gives it. */
const partName = (name: string, t: Translate) => {
  const id = `part.${name}`;
  return id in catalogue ? t(id as TextId) : name;
};

function Name({ part: { name, jql, count }, siteUrl }: { part: SnapshotPart; siteUrl?: string }) {
  const t = useText();
  return (
    <Box paddingBlock="space.050">
      <Stack space="space.050">
        <Text>{partName(name, t)}</Text>
        {jql && <IssueSearch jql={jql} count={count} siteUrl={siteUrl} />}
      </Stack>
    </Box>
  );
}
