import { Box, Stack, Text } from '@atlaskit/primitives';
import Heading from '@atlaskit/heading';
import type { ApiFailure } from '@/api/ApiFailure';
import { useText } from '@/ui/text/useText';
import { useTitle } from '@/ui/useTitle';

/** Says so, and nothing else. */
export function NotAdministrator({ failure }: { failure: ApiFailure }) {
  const t = useText();
  useTitle();
  return (
    <Box as="main" padding="space.600">
      <Stack space="space.200">
        <Heading size="large" as="h1">
          {t('appName')}
        </Heading>
        <Text as="p" weight="bold">
          {failure.title}
        </Text>
        <Text as="p">{failure.detail}</Text>
      </Stack>
    </Box>
  );
}
