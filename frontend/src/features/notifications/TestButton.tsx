import Button from '@atlaskit/button/new';
import { useFlags } from '@atlaskit/flag';
import { ApiFailure } from '@/api/ApiFailure';
import type { ChannelView } from '@/api/client';
import { useTestChannel } from '@/api/notifications/testChannel';
import { EndIcon } from '@/ui/runs/EndIcon';
import { useText } from '@/ui/text/useText';

/** Sends a test message and says what became of it: a failure until it is closed, with what to do. */
export function TestButton({ channel, isPrimary }: { channel: ChannelView; isPrimary?: boolean }) {
  const t = useText();
  const { showFlag } = useFlags();
  const test = useTestChannel();
  const send = () =>
    test.mutate(channel.id, {
      onSuccess: () =>
        showFlag({
          title: t('notifications.tested', { name: channel.name }),
          icon: <EndIcon end="succeeded" />,
          isAutoDismiss: true,
        }),
      onError: (error) => {
        const { title, detail } = ApiFailure.of(error);
        showFlag({
          title: t('notifications.test.failed', { name: channel.name }),
          icon: <EndIcon end="failed" />,
          description: `${title}. ${detail}`,
        });
      },
    });
  return (
    <Button
      spacing={isPrimary ? 'default' : 'compact'}
      appearance={isPrimary ? 'primary' : 'default'}
      isLoading={test.isPending}
      onClick={send}
    >
      {t('notifications.test')}
    </Button>
  );
}
