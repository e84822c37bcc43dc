import { Box, xcss } from '@atlaskit/primitives';
import { Breaks } from './Breaks';

const name = xcss({ minWidth: '90px', overflowWrap: 'anywhere' });

/** A name that somebody gave, in a table: it may be long, without a space, or run from right to left. */
export const Name = ({ text }: { text: string }) => (
  <Box xcss={name}>
    <Breaks text={text} />
  </Box>
);
