import Link from '@atlaskit/link';
import { Inline, Stack, Text } from '@atlaskit/primitives';
import SectionMessage from '@atlaskit/section-message';
import type { SchemaView } from '@/api/client';
import { useText } from '@/ui/text/useText';

/** Schedules of somebody’s choice that are due in a time reserved since (product F3), each with the way to its schema. */
export function ReservedSchedules({ schemas }: { schemas: SchemaView[] }) {
  const t = useText();
  const reserved = schemas.filter(({ schedule }) => schedule?.isEnabled && schedule.isReserved);
  if (reserved.length === 0) return null;
  return (
    <SectionMessage appearance="warning" title={t('needs.reserved', { count: reserved.length })}>
      <Stack space="space.050">
        <Inline space="space.150" shouldWrap>
          {reserved.map(({ id, name }) => (
            <Link key={id} href={`/schemas/${id}`}>
              <bdi>{name}</bdi>
            </Link>
          ))}
        </Inline>
        <Text as="p">{t('needs.reserved.text')}</Text>
      </Stack>
    </SectionMessage>
  );
}
