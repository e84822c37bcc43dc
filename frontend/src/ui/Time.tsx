import Tooltip from '@atlaskit/tooltip';
import { useFormat } from './useFormat';
import { useNow } from './useNow';

/** "3 hours ago", and the exact time in the person's zone on hover. */
export function Time({ at }: { at: string }) {
  const format = useFormat();
  const now = useNow();
  return (
    <Tooltip content={format.absolute(at)}>
      {(tooltip) => (
        <time {...tooltip} dateTime={at}>
          {format.relative(at, now)}
        </time>
      )}
    </Tooltip>
  );
}
