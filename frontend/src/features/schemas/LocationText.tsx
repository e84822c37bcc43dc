import { Box, Text, xcss } from '@atlaskit/primitives';
import type { SchemaLocation } from '@/api/client';
import { Breaks } from '@/ui/Breaks';
import { useText } from '@/ui/text/useText';

// As wide as the longest of its words, inside which a narrow table would break.
const words = xcss({ minWidth: '58px' });

export function LocationText({ location }: { location: SchemaLocation }) {
  const t = useText();
  return (
    <Box xcss={words}>
      <Text>
        <Breaks text={t(`location.${location}`)} />
      </Text>
    </Box>
  );
}
