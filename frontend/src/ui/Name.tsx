import { Box, xcss } from '@atlaskit/primitives';

const name = xcss({ minWidth: '90px', overflowWrap: 'anywhere' });

/** A name that somebody gave, in a table: it may be long, without a space, or run from right to left. */
export const Name = ({ text }: { text: string }) => (
  <Box xcss={name}>
    <bdi>{text}</bdi>
  </Box>
);
