import Button from '@atlaskit/button/new';
import { useFlags } from '@atlaskit/flag';
import Heading from '@atlaskit/heading';
import { Stack, Text } from '@atlaskit/primitives';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import type { SchemaView } from '@/api/client';
import { useDeleteSchema } from '@/api/schemas/deleteSchema';
import { ConfirmDialog } from '@/ui/ConfirmDialog';
import { EndIcon } from '@/ui/runs/EndIcon';
import { useText } from '@/ui/text/useText';

/** Says whether the backups go with the schema, and asks for its name. */
export function DeleteSchema({ schema }: { schema: SchemaView }) {
  const t = useText();
  const { showFlag } = useFlags();
  const navigate = useNavigate();
  const [isAsking, setAsking] = useState(false);
  const remove = useDeleteSchema(schema);
  const isGone = schema.status === 'deleted';
  const consequence = t(isGone ? 'schema.delete.withBackups' : 'schema.delete.text');

  const confirm = () =>
    remove.mutate(undefined, {
      onSuccess: ({ backups }) => {
        showFlag({
          title: t('schema.delete.done', { name: schema.name }),
          description: isGone ? t('schema.delete.gone', { backups }) : t('schema.delete.kept'),
          icon: <EndIcon end="succeeded" />,
          isAutoDismiss: true,
        });
        void navigate('/');
      },
    });

  return (
    <Stack space="space.200" alignInline="start">
      <Heading size="medium" as="h2">
        {t('schema.delete')}
      </Heading>
      <Text as="p">{consequence}</Text>
      <Button appearance="danger" onClick={() => setAsking(true)}>
        {t('schema.delete')}
      </Button>
      <ConfirmDialog
        isOpen={isAsking}
        title={t('schema.delete.title', { name: schema.name })}
        confirm={t('schema.delete')}
        typed={schema.name}
        error={remove.error}
        isBusy={remove.isPending}
        onConfirm={confirm}
        onClose={() => {
          remove.reset();
          setAsking(false);
        }}
      >
        {consequence}
      </ConfirmDialog>
    </Stack>
  );
}
