import SectionMessage, { SectionMessageAction } from '@atlaskit/section-message';
import { Stack, Text } from '@atlaskit/primitives';
import { ApiFailure } from '@/api/ApiFailure';
import { useText } from '../text/useText';
import { RequestId } from './RequestId';

/** What happened, what was not lost, what to do, and the id to quote. */
export function FailureMessage({ error, retry }: { error: unknown; retry?: () => void }) {
  const t = useText();
  const { title, detail, requestId, status } = ApiFailure.of(error);
  const isGone = status === 404;
  return (
    <div role="alert">
      <SectionMessage
        appearance="error"
        title={title}
        actions={
          retry && [
            <SectionMessageAction key="next" {...(isGone ? { href: '/' } : { onClick: retry })}>
              {t(isGone ? 'goHome' : 'tryAgain')}
            </SectionMessageAction>,
          ]
        }
      >
        <Stack space="space.050">
          <Text as="p">{detail}</Text>
          {requestId && <RequestId id={requestId} />}
        </Stack>
      </SectionMessage>
    </div>
  );
}
