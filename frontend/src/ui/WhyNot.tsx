import Tooltip from '@atlaskit/tooltip';
import type { ReactNode } from 'react';

/** Says on hover why what is inside cannot be used; nothing when it can. */
export function WhyNot({ reason, children }: { reason: string | null; children: ReactNode }) {
  if (!reason) return <>{children}</>;
  return <Tooltip content={reason}>{(tooltip) => <span {...tooltip}>{children}</span>}</Tooltip>;
}
