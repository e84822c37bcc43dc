import { Box, xcss } from '@atlaskit/primitives';
import type { ReactNode } from 'react';

const line = xcss({ whiteSpace: 'nowrap' });

/** A number or a word that a narrow column must not cut. */
export const NoBreak = ({ children }: { children: ReactNode }) => (
  <Box as="span" xcss={line}>
    {children}
  </Box>
);
