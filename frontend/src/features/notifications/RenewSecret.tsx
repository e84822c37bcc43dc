import Button from '@atlaskit/button/new';
import { Inline } from '@atlaskit/primitives';
import { useState } from 'react';
import type { ChannelView } from '@/api/client';
import { useRenewSigningSecret } from '@/api/notifications/renewSigningSecret';
import { ConfirmDialog } from '@/ui/ConfirmDialog';
import { useText } from '@/ui/text/useText';
import { SigningSecret } from './SigningSecret';

/** Another signing secret, asked for first: the one before is of no use from then on. */
export function RenewSecret({ channel }: { channel: ChannelView }) {
  const t = useText();
  const [isAsking, setAsking] = useState(false);
  const renew = useRenewSigningSecret();
  if (renew.data) return <SigningSecret secret={renew.data.signingSecret} />;
  return (
    <Inline>
      <Button onClick={() => setAsking(true)}>{t('notifications.secret.renew')}</Button>
      <ConfirmDialog
        isOpen={isAsking}
        title={t('notifications.secret.renew.title', { name: channel.name })}
        confirm={t('notifications.secret.renew')}
        error={renew.error}
        isBusy={renew.isPending}
        onConfirm={() => renew.mutate(channel.id)}
        onClose={() => {
          renew.reset();
          setAsking(false);
        }}
      >
        {t('notifications.secret.renew.text')}
      </ConfirmDialog>
    </Inline>
  );
}
