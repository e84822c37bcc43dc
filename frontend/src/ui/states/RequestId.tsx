import { Text } from '@atlaskit/primitives';
import { useText } from '../text/useText';

export function RequestId({ id }: { id: string }) {
  const t = useText();
  return (
    <Text as="p" size="small" color="color.text.subtle">
      {t('requestId')} <code>{id}</code>
    </Text>
  );
}
