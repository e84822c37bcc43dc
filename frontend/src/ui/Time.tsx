import Link from '@atlaskit/link';
import Tooltip from '@atlaskit/tooltip';
import { NoBreak } from './NoBreak';
import { useFormat } from './useFormat';
import { useNow } from './useNow';

/** "3 hours ago", and the exact time in the person's zone on hover and on focus; with href it leads there. */
export function Time({ at, href }: { at: string; href?: string }) {
  const format = useFormat();
  const now = useNow();
  const words = format.relative(at, now);
  return (
    <NoBreak>
      <Tooltip content={format.absolute(at)}>
        {(tooltip) =>
          href ? (
            <Link {...tooltip} href={href}>
              <time dateTime={at}>{words}</time>
            </Link>
          ) : (
            <time {...tooltip} tabIndex={0} dateTime={at}>
              {words}
            </time>
          )
        }
      </Tooltip>
    </NoBreak>
  );
}
