import Button from '@atlaskit/button/new';
import { Box, Inline, Stack, Text, xcss } from '@atlaskit/primitives';
import { useState } from 'react';
import type { AuditValue } from '@/api/client';
import { useText } from '@/ui/text/useText';

const frame = xcss({ minWidth: '200px', overflowWrap: 'anywhere', paddingBlock: 'space.050' });
const shown = 2;

/** Before and after: the first two, and all of them on demand. */
export function AuditValues({ values }: { values: AuditValue[] }) {
  const t = useText();
  const [isOpen, setOpen] = useState(false);
  return (
    <Box xcss={frame}>
      <Stack space="space.025">
        {(isOpen ? values : values.slice(0, shown)).map((value) => (
          <Value key={value.name} value={value} />
        ))}
        {values.length > shown && (
          <Inline>
            <Button
              appearance="subtle"
              spacing="compact"
              aria-expanded={isOpen}
              onClick={() => setOpen(!isOpen)}
            >
              {isOpen ? t('audit.fewerValues') : t('audit.allValues', { count: values.length })}
            </Button>
          </Inline>
        )}
      </Stack>
    </Box>
  );
}

function Value({ value: { name, old, new: now } }: { value: AuditValue }) {
  const t = useText();
  return (
    <Text>
      {old !== null && now !== null
        ? t('audit.changed', { name, old, now })
        : old !== null
          ? t('audit.gone', { name, old })
          : t('audit.set', { name, now: now ?? '' })}
    </Text>
  );
}
