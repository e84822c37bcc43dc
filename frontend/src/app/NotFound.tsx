import { LinkButton } from '@atlaskit/button/new';
import { Nothing } from '@/ui/states/Nothing';
import { useText } from '@/ui/text/useText';

export function NotFound() {
  const t = useText();
  return (
    <Nothing
      title={t('notFound.title')}
      text={t('notFound.text')}
      action={<LinkButton href="/">{t('goHome')}</LinkButton>}
    />
  );
}
