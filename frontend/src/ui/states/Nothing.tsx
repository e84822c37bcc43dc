import EmptyState from '@atlaskit/empty-state';
import type { ReactNode } from 'react';

/** Why there is nothing here, and the next step. */
export function Nothing({ title, text, action }: { title: string; text: ReactNode; action?: ReactNode }) {
  return (
    <EmptyState
      header={title}
      description={text}
      primaryAction={action}
      headingLevel={2}
      headingSize="xsmall"
    />
  );
}
