import { Inline, Text } from '@atlaskit/primitives';
import type { ReactNode } from 'react';
import { NoBreak } from './NoBreak';

/** A value behind its name, in a line of facts. */
export const Fact = ({ name, children }: { name: string; children: ReactNode }) => (
  <Inline space="space.075" alignBlock="baseline">
    <Text color="color.text.subtle">
      <NoBreak>{name}</NoBreak>
    </Text>
    {children}
  </Inline>
);
