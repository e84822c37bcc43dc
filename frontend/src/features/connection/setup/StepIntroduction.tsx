import Heading from '@atlaskit/heading';
import { Stack, Text } from '@atlaskit/primitives';

export function StepIntroduction({ title, text }: { title: string; text: string }) {
  return (
    <Stack space="space.100">
      <Heading size="medium" as="h2">
        {title}
      </Heading>
      <Text as="p">{text}</Text>
    </Stack>
  );
}
