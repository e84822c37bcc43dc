import Tooltip from '@atlaskit/tooltip';
import { NoBreak } from './NoBreak';
import { usePersonName } from './usePersonName';

/** Who did something; of an account that is cut short the whole on hover. */
export function Person({ account }: { account: string }) {
  const { words, isCut } = usePersonName()(account);
  if (!isCut) return <NoBreak>{words}</NoBreak>;
  return (
    <Tooltip content={account}>
      {(tooltip) => (
        <span {...tooltip} tabIndex={0}>
          {words}
        </span>
      )}
    </Tooltip>
  );
}
