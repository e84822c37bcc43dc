import { Box, Text, type TextProps, xcss } from '@atlaskit/primitives';
import Tooltip from '@atlaskit/tooltip';

const frame = xcss({ minWidth: '100px', overflowWrap: 'anywhere' });
const fitsSurely = 30;

interface ClampedProps extends Pick<TextProps, 'size' | 'color' | 'maxLines'> {
  text: string;
}

/** The first lines of a text, two if nothing else is said, and all of it on hover and on focus. */
export function Clamped({ text, maxLines = 2, ...look }: ClampedProps) {
  const lines = (
    <Text {...look} maxLines={maxLines}>
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
