import Button from '@atlaskit/button/new';
import { Inline, Stack, Text } from '@atlaskit/primitives';
import SectionMessage from '@atlaskit/section-message';
import { useState } from 'react';
import { useLostFocus } from '@/ui/useLostFocus';
import { useText } from '@/ui/text/useText';

/** A signing secret, this once. */
export function SigningSecret({ secret }: { secret: string }) {
  const t = useText();
  const arrival = useLostFocus<HTMLDivElement>(secret);
  const [isCopied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(secret);
    setCopied(true);
  };
  return (
    <div role="status" ref={arrival} tabIndex={-1}>
      <SectionMessage appearance="warning" title={t('notifications.secret')}>
        <Stack space="space.100" alignInline="start">
          <Inline space="space.100" alignBlock="center" shouldWrap>
            <code>{secret}</code>
            <Button spacing="compact" onClick={() => void copy()}>
              {t(isCopied ? 'notifications.secret.copied' : 'notifications.secret.copy')}
            </Button>
          </Inline>
          <Text as="p">{t('notifications.secret.once')}</Text>
        </Stack>
      </SectionMessage>
    </div>
  );
}
