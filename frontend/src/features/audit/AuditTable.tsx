import DynamicTable from '@atlaskit/dynamic-table';
import Link from '@atlaskit/link';
import { Box, Stack, Text, xcss } from '@atlaskit/primitives';
import type { AuditEntryView } from '@/api/client';
import { Breaks } from '@/ui/Breaks';
import { Name } from '@/ui/Name';
import { Moment } from '@/ui/Moment';
import { NoBreak } from '@/ui/NoBreak';
import { Person } from '@/ui/Person';
import { ScrollX } from '@/ui/ScrollX';
import { useText } from '@/ui/text/useText';
import { AuditValues } from './AuditValues';

const columns = ['at', 'who', 'what', 'subject', 'values'] as const;
const subject = xcss({ minWidth: '120px', overflowWrap: 'anywhere', paddingBlock: 'space.050' });

export function AuditTable({ lines }: { lines: AuditEntryView[] }) {
  const t = useText();
  return (
    <ScrollX>
      <DynamicTable
        label={t('audit')}
        head={{ cells: columns.map((key) => ({ key, content: t(`audit.${key}`) })) }}
        rows={lines.map((line) => ({
          key: String(line.number),
          cells: [
            { key: 'at', content: <Moment at={line.at} /> },
            { key: 'who', content: <Who line={line} /> },
            { key: 'what', content: <Name text={t(`audit.action.${line.action}`)} /> },
            { key: 'subject', content: <Subject line={line} /> },
            { key: 'values', content: <AuditValues values={line.values} /> },
          ],
        }))}
      />
    </ScrollX>
  );
}

function Who({ line: { who, actor } }: { line: AuditEntryView }) {
  const t = useText();
  return who === null ? <NoBreak>{t('audit.erased', { number: actor })}</NoBreak> : <Person account={who} />;
}

/** What it was done to, as it was called then, and the run that did it. */
function Subject({ line }: { line: AuditEntryView }) {
  const t = useText();
  const href = hrefOf(line);
  return (
    <Box xcss={subject}>
      <Stack space="space.025">
        {href ? (
          <Link href={href}>
            <Breaks text={line.subject} />
          </Link>
        ) : (
          <Breaks text={line.subject} />
        )}
        {line.runId && (
          <Text size="small">
            <Link href={runHref(line)} appearance="subtle">
              {t('audit.run')}
            </Link>
          </Text>
        )}
      </Stack>
    </Box>
  );
}

const runHref = ({ runId, action }: AuditEntryView) =>
  action.startsWith('restore') ? `/restores/${runId}` : `/activity/${runId}`;

function hrefOf({ subjectKind, subjectId }: AuditEntryView): string | null {
  if (subjectKind === 'connection' || subjectKind === 'storage') return '/settings/connection';
  if (subjectKind === 'target') return '/settings/targets';
  if (subjectKind === 'notificationChannel') return '/settings/notifications';
  if (subjectKind === 'schema' && subjectId) return `/schemas/${subjectId}`;
  return subjectKind === 'snapshot' && subjectId ? `/snapshots/${subjectId}` : null;
}
