import Button from '@atlaskit/button/new';
import { Box, Stack, Text, xcss } from '@atlaskit/primitives';
import { useEffect, useRef, useState } from 'react';
import type { SnapshotPart } from '@/api/client';
import type { TextId } from '@/ui/text/catalogue';
import { useText } from '@/ui/text/useText';

const atFirst = 5;
// Where the server gives none.
const ownReasons: Record<SnapshotPart['state'], TextId[]> = {
  captured: [],
  partial: [],
  notAvailable: [],
  notCaptured: ['parts.notInThisVersion'],
  following: ['parts.follows'],
  lost: ['parts.lost'],
};
const cell = xcss({ paddingBlock: 'space.050', overflowWrap: 'anywhere' });

/** What is missing of a part and why, and what may be in the way of a restore. */
export function PartReasons({ part: { state, reasons, warnings = [] } }: { part: SnapshotPart }) {
  const t = useText();
  const [isWhole, setWhole] = useState(false);
  const here = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // The button that had the focus is gone.
    if (isWhole) here.current?.focus();
  }, [isWhole]);
  const all = reasons.length > 0 ? reasons : ownReasons[state].map((reason) => t(reason));
  // One more line takes no more room than the button.
  const shown = isWhole || all.length <= atFirst + 1 ? all : all.slice(0, atFirst);
  return (
    <Box xcss={cell} ref={here} tabIndex={-1}>
      <Stack space="space.050" alignInline="start">
        {shown.map((reason, index) => (
          <Text as="p" key={index}>
            {reason}
          </Text>
        ))}
        {shown.length < all.length && (
          <Button spacing="compact" onClick={() => setWhole(true)}>
            {t('parts.showAll', { count: all.length - shown.length })}
          </Button>
        )}
        {warnings.map((warning, index) => (
          <Text as="p" key={index} color="color.text.warning">
            {t('parts.warning', { warning })}
          </Text>
        ))}
      </Stack>
    </Box>
  );
}
