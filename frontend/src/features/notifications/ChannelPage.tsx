import { Box, xcss } from '@atlaskit/primitives';
import type { ReactNode } from 'react';
import { Page } from '@/ui/Page';
import { useText } from '@/ui/text/useText';

const content = xcss({ maxWidth: '640px' });

/** A page below the list of channels, with one form on it. */
export function ChannelPage({ title, children }: { title: string; children: ReactNode }) {
  const t = useText();
  return (
    <Page
      title={title}
      parents={[
        { text: t('home'), href: '/' },
        { text: t('notifications'), href: '/settings/notifications' },
      ]}
    >
      <Box xcss={content}>{children}</Box>
    </Page>
  );
}
