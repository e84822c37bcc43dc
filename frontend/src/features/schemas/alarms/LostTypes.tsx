import { Stack, Text, xcss } from '@atlaskit/primitives';
import type { LostType } from '@/api/client';
import { useText } from '@/ui/text/useText';

const list = xcss({ marginBlock: 'space.0', paddingInlineStart: 'space.250' });
const shown = 5;

/** The object types that lost most; nothing where that is not known. */
export function LostTypes({ types }: { types: LostType[] }) {
  const t = useText();
  if (types.length === 0) return null;
  return (
    <Stack space="space.050">
      <Text as="p">{t('alarm.types')}</Text>
      <Stack as="ul" xcss={list}>
        {types.slice(0, shown).map(({ name, before, now }, place) => (
          <li key={place}>
            <Text>
              <bdi>{name}</bdi>: {t('alarm.type', { gone: before - now, before })}
            </Text>
          </li>
        ))}
      </Stack>
    </Stack>
  );
}
