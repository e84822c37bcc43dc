import SectionMessage from '@atlaskit/section-message';
import { Text } from '@atlaskit/primitives';
import { useText } from '@/ui/text/useText';

export function NotLive() {
  const t = useText();
  return (
    <div role="status">
      <SectionMessage appearance="warning" title={t('notLive.title')}>
        <Text as="p">{t('notLive.text')}</Text>
      </SectionMessage>
    </div>
  );
}
