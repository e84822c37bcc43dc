import Lozenge from '@atlaskit/lozenge';
import Tooltip from '@atlaskit/tooltip';
import type { SchemaView } from '@/api/client';
import { useText } from '@/ui/text/useText';
import { useFormat } from '@/ui/useFormat';

const appearances = {
  active: 'success',
  inactive: 'default',
  deleted: 'removed',
  syncError: 'moved',
} as const;

/** The status in a word; why it is not active, and since when, on hover and on focus. */
export function SchemaStatusLozenge({ schema }: { schema: SchemaView }) {
  const { status, statusReason, statusSince } = schema;
  const t = useText();
  const format = useFormat();
  const lozenge = <Lozenge appearance={appearances[status]}>{t(`schema.status.${status}`)}</Lozenge>;
  if (status === 'active') return lozenge;
  const since = statusSince && t('schema.status.since', { time: format.dateTime(statusSince) });
  const why = [statusReason, since].filter(Boolean).join(' ');
  if (!why) return lozenge;
  return (
    <Tooltip content={why}>
      {(tooltip) => (
        <span {...tooltip} tabIndex={0}>
          {lozenge}
        </span>
      )}
    </Tooltip>
  );
}
