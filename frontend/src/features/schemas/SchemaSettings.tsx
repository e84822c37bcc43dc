import Heading from '@atlaskit/heading';
import { Stack, Text } from '@atlaskit/primitives';
import type { SchemaView } from '@/api/client';
import { useRetention } from '@/api/retention/getRetention';
import { QueryView } from '@/ui/states/QueryView';
import { CardSkeleton } from '@/ui/states/Skeleton';
import { useText } from '@/ui/text/useText';
import { DeleteSchema } from './DeleteSchema';
import { RetentionForm } from './retention/RetentionForm';

/** What is set for one schema. */
export function SchemaSettings({ schema }: { schema: SchemaView }) {
  const t = useText();
  return (
    <Stack space="space.500">
      <Stack space="space.200">
        <Heading size="medium" as="h2">
          {t('retention')}
        </Heading>
        <Text as="p">{t('retention.text')}</Text>
        <QueryView query={useRetention(schema.id)} skeleton={<CardSkeleton lines={4} />}>
          {(retention) => <RetentionForm schema={schema} retention={retention} />}
        </QueryView>
      </Stack>
      <DeleteSchema schema={schema} />
    </Stack>
  );
}
