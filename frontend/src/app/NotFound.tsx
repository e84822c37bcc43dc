import { LinkButton } from '@atlaskit/button/new';
import { Inline, Text } from '@atlaskit/primitives';
import { Page } from '@/ui/Page';
import { useText } from '@/ui/text/useText';

export function NotFound() {
  const t = useText();
  return (
    <Page title={t('notFound.title')}>
      <Text as="p">{t('notFound.text')}</Text>
      <Inline>
        <LinkButton href="/">{t('goHome')}</LinkButton>
      </Inline>
    </Page>
  );
}
