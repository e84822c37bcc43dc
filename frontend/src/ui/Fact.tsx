import { Inline, Text } from '@atlaskit/primitives';
import type { ReactNode } from 'react';

/** A value behind its name, in a line of facts. */
export const Fact = ({ name, children }: { name: string; children: ReactNode }) => (
  <Inline space="space.075" alignBlock="baseline">
    <Text color="color.text.subtle">{name}</Text>
    {children}
  </Inline>
);
