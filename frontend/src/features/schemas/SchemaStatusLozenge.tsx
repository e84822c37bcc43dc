import Lozenge from '@atlaskit/lozenge';
import Tooltip from '@atlaskit/tooltip';
import type { SchemaView } from '@/api/client';
import { useText } from '@/ui/text/useText';

const appearances = {
  active: 'success',
  inactive: 'default',
  deleted: 'removed',
  syncError: 'moved',
} as const;

/** The status in a word, its reason on hover and for screen readers. */
export function SchemaStatusLozenge({ schema: { status, statusReason } }: { schema: SchemaView }) {
  const t = useText();
  const lozenge = <Lozenge appearance={appearances[status]}>{t(`schema.status.${status}`)}</Lozenge>;
  if (!statusReason) return lozenge;
  return (
    <Tooltip content={statusReason}>
      {(tooltip) => (
        <span {...tooltip} tabIndex={0}>
          {lozenge}
        </span>
      )}
    </Tooltip>
  );
}
