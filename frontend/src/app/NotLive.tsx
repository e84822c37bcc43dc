import SectionMessage from '@atlaskit/section-message';
import { Box, Text } from '@atlaskit/primitives';
import { useText } from '@/ui/text/useText';

export function NotLive() {
  const t = useText();
  return (
    <Box role="status" paddingBlockStart="space.200">
      <SectionMessage appearance="warning" title={t('notLive.title')}>
        <Text as="p">{t('notLive.text')}</Text>
      </SectionMessage>
    </Box>
  );
}
