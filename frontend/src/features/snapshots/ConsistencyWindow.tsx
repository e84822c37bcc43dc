import { Box, Stack, Text, xcss } from '@atlaskit/primitives';
import SectionMessage from '@atlaskit/section-message';
import Tooltip from '@atlaskit/tooltip';
import type { ConsistencyWindow as Window } from '@/api/client';
import { useText } from '@/ui/text/useText';
import { useFormat } from '@/ui/useFormat';

const list = xcss({ overflowWrap: 'anywhere' });

/** From when to when the objects were read; exact on hover and on focus. */
export function ReadWithin({ window: { from, to } }: { window: Window }) {
  const format = useFormat();
  return (
    <Tooltip content={`${format.absolute(from)} – ${format.absolute(to)}`}>
      {(tooltip) => (
        <Text>
          <span {...tooltip} tabIndex={0}>
            {format.range(from, to)}
          </span>
        </Text>
      )}
    </Tooltip>
  );
}

/** The objects that did not stand still up to the end of that time. */
export function StillMoving({ window: { moved, movedKeys = [] } }: { window: Window }) {
  const t = useText();
  if (moved === 0) return null;
  const more = moved - movedKeys.length;
  return (
    <SectionMessage title={t('snapshot.moved', { moved })}>
      <Stack space="space.050">
        <Text as="p">{t('snapshot.moved.text')}</Text>
        {movedKeys.length > 0 && (
          <Box xcss={list}>
            <Text as="p">
              {movedKeys.join(', ')} {more > 0 && t('needs.andMore', { count: more })}
            </Text>
          </Box>
        )}
      </Stack>
    </SectionMessage>
  );
}
