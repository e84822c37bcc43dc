import { Box, Text, xcss } from '@atlaskit/primitives';
import Tooltip from '@atlaskit/tooltip';

const frame = xcss({ minWidth: '100px', overflowWrap: 'anywhere' });
const fitsSurely = 30;

/** Two lines of what somebody wrote, and all of it on hover and on focus. */
export function Clamped({ text }: { text: string }) {
  const lines = (
    <Text maxLines={2}>
      <bdi>{text}</bdi>
    </Text>
  );
  if (text.length <= fitsSurely) return <Box xcss={frame}>{lines}</Box>;
  return (
    <Box xcss={frame}>
      <Tooltip content={text}>
        {(tooltip) => (
          <div {...tooltip} tabIndex={0}>
            {lines}
          </div>
        )}
      </Tooltip>
    </Box>
  );
}
