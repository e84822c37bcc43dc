import { Box, xcss } from '@atlaskit/primitives';
import type { ReactNode } from 'react';

const scroll = xcss({ overflowX: 'auto', minWidth: '0' });

/** A wide table scrolls by itself; the page never does. */
export const ScrollX = ({ children }: { children: ReactNode }) => <Box xcss={scroll}>{children}</Box>;
