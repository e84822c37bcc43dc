import Tooltip from '@atlaskit/tooltip';
import { useFormat } from './useFormat';

/** "1.4 MB", and the exact number of bytes on hover. */
export function Size({ bytes }: { bytes: number }) {
  const format = useFormat();
  return (
    <Tooltip content={format.bytes(bytes)}>
      {(tooltip) => <span {...tooltip}>{format.size(bytes)}</span>}
    </Tooltip>
  );
}
