import { Box } from '@atlaskit/primitives';
import EmptyState from '@atlaskit/empty-state';
import Button from '@atlaskit/button/new';
import { Stack, Text } from '@atlaskit/primitives';
import type { ApiFailure } from '@/api/ApiFailure';
import { RequestId } from '@/ui/states/RequestId';
import { useText } from '@/ui/text/useText';

/** In place of everything, when not even the session can be read. */
export function FailurePage({ failure, retry }: { failure: ApiFailure; retry: () => void }) {
  const t = useText();
  return (
    <Box as="main" padding="space.600" role="alert">
      <EmptyState
        header={failure.title}
        headingLevel={1}
        description={
          <Stack space="space.150">
            <Text as="p">{failure.detail}</Text>
            {failure.requestId && <RequestId id={failure.requestId} />}
          </Stack>
        }
        primaryAction={
          <Button appearance="primary" onClick={retry}>
            {t('tryAgain')}
          </Button>
        }
      />
    </Box>
  );
}
