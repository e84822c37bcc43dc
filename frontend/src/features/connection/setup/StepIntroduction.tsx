import Heading from '@atlaskit/heading';
import { Stack, Text } from '@atlaskit/primitives';
import { useLostFocus } from '@/ui/useLostFocus';

export function StepIntroduction({ title, text }: { title: string; text: string }) {
  const heading = useLostFocus<HTMLSpanElement>(title);
  return (
    <Stack space="space.100">
      <Heading size="medium" as="h2">
        <span ref={heading} tabIndex={-1}>
          {title}
        </span>
      </Heading>
      <Text as="p">{text}</Text>
    </Stack>
  );
}
