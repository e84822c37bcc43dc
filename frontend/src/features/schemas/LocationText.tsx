import { Text } from '@atlaskit/primitives';
import type { SchemaLocation } from '@/api/client';
import { useText } from '@/ui/text/useText';

export function LocationText({ location }: { location: SchemaLocation }) {
  const t = useText();
  return <Text>{t(`location.${location}`)}</Text>;
}
