import DynamicTable from '@atlaskit/dynamic-table';
import Link from '@atlaskit/link';
import { Box, Stack, Text, xcss } from '@atlaskit/primitives';
import type { AuditAction, AuditEntryView } from '@/api/client';
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
  const gone = goneIn(lines);
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
            { key: 'subject', content: <Subject line={line} isGone={gone.has(line.subjectId)} /> },
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
function Subject({ line, isGone }: { line: AuditEntryView; isGone: boolean }) {
  const t = useText();
  const href = isGone ? null : hrefOf(line);
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

const deletions: AuditAction[] = ['snapshotDeleted', 'snapshotExpired'];

/** The backups that the lines say are gone: they have no page any more. */
function goneIn(lines: AuditEntryView[]): ReadonlySet<string | null> {
  const kept = new Set(
    lines.filter(({ action }) => action === 'snapshotKept').map(({ subjectId }) => subjectId),
  );
  const deleted = lines.filter(({ action }) => deletions.includes(action)).map(({ subjectId }) => subjectId);
  return new Set(deleted.filter((id) => !kept.has(id)));
}

function hrefOf({ subjectKind, subjectId }: AuditEntryView): string | null {
  if (subjectKind === 'connection' || subjectKind === 'storage') return '/settings/connection';
  if (subjectKind === 'target') return '/settings/targets';
  if (subjectKind === 'notificationChannel') return '/settings/notifications';
  if (subjectKind === 'schema' && subjectId) return `/schemas/${subjectId}`;
  return subjectKind === 'snapshot' && subjectId ? `/snapshots/${subjectId}` : null;
}
