import { Inline, Text } from '@atlaskit/primitives';
import { NoBreak } from './NoBreak';
import { Time } from './Time';
import { useFormat } from './useFormat';

/** The date and time by which a backup is known, and beside it how long ago that was. */
export function Moment({ at }: { at: string }) {
  const format = useFormat();
  return (
    <Inline space="space.075" alignBlock="baseline" shouldWrap>
      <Text>
        <NoBreak>{format.date(at)},</NoBreak> <NoBreak>{format.time(at)}</NoBreak>
      </Text>
      <Text size="small" color="color.text.subtle">
        <Time at={at} />
      </Text>
    </Inline>
  );
}
