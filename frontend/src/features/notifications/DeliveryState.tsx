import Lozenge from '@atlaskit/lozenge';
import { Inline, Stack, Text } from '@atlaskit/primitives';
import type { ChannelView } from '@/api/client';
import { useText } from '@/ui/text/useText';
import { Time } from '@/ui/Time';

/** What became of the last message, why, and what is still to come. */
export function DeliveryState({ channel }: { channel: ChannelView }) {
  const t = useText();
  const { deliveredAt, failedAt, failureReason, waiting, givenUp } = channel;
  const at = failedAt ?? deliveredAt;
  if (!at) return <Text color="color.text.subtle">{t('notifications.state.never')}</Text>;
  return (
    <Stack space="space.050" alignInline="start">
      <Inline space="space.075" alignBlock="center" shouldWrap>
        <Lozenge appearance={failedAt ? 'removed' : 'success'}>
          {t(failedAt ? 'notifications.state.failed' : 'notifications.state.delivered')}
        </Lozenge>
        <Time at={at} />
      </Inline>
      {failureReason && <Text size="small">{failureReason}</Text>}
      {failedAt && waiting > 0 && (
        <Text size="small" color="color.text.subtle">
          {t('notifications.state.waiting', { count: waiting })}
        </Text>
      )}
      {givenUp > 0 && (
        <Text size="small" color="color.text.subtle">
          {t('notifications.state.givenUp', { count: givenUp })}
        </Text>
      )}
    </Stack>
  );
}
