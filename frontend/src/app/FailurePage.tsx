import Button from '@atlaskit/button/new';
import EmptyState from '@atlaskit/empty-state';
import { Box, Stack } from '@atlaskit/primitives';
import type { ApiFailure } from '@/api/ApiFailure';
import { RequestId } from '@/ui/states/RequestId';
import { useText } from '@/ui/text/useText';
import { useTitle } from '@/ui/useTitle';

/** In place of everything, when not even the session can be read. */
export function FailurePage({ failure, retry }: { failure: ApiFailure; retry: () => void }) {
  const t = useText();
  useTitle(failure.title);
  const again = (
    <Button appearance="primary" onClick={retry}>
      {t('tryAgain')}
    </Button>
  );
  return (
    <Box as="main" padding="space.600" role="alert">
      <Stack alignInline="center">
        <EmptyState
          header={failure.title}
          headingLevel={1}
          description={failure.detail}
          primaryAction={again}
        />
        {failure.requestId && <RequestId id={failure.requestId} />}
      </Stack>
    </Box>
  );
}
