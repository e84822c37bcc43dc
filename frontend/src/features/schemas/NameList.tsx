import { Text } from '@atlaskit/primitives';
import type { SchemaView } from '@/api/client';
import { useText } from '@/ui/text/useText';

/** How many schemas a message names. */
export const named = 5;

/** The names of the first schemas, and how many there are more. */
export function NameList({ schemas }: { schemas: SchemaView[] }) {
  const t = useText();
  const more = schemas.length - named;
  const names = schemas.slice(0, named).map(({ name }) => name);
  return (
    <Text as="p">{[...names, ...(more > 0 ? [t('needs.andMore', { count: more })] : [])].join(', ')}</Text>
  );
}
