import { useFlags } from '@atlaskit/flag';
import type { SchemaView } from '@/api/client';
import { useDeleteSchema } from '@/api/schemas/deleteSchema';
import { ConfirmDialog } from '@/ui/ConfirmDialog';
import { EndIcon } from '@/ui/runs/EndIcon';
import { useText } from '@/ui/text/useText';

interface DeleteSchemaProps {
  schema: SchemaView;
  isOpen: boolean;
  onClose: () => void;
  onDeleted?: () => void;
}

/** Asks for the schema's name, and says before whether its backups go with it. */
export function DeleteSchema({ schema, isOpen, onClose, onDeleted }: DeleteSchemaProps) {
  const t = useText();
  const { showFlag } = useFlags();
  const remove = useDeleteSchema(schema);
  const isGone = schema.status === 'deleted';
  const close = () => {
    remove.reset();
    onClose();
  };
  return (
    <ConfirmDialog
      isOpen={isOpen}
      title={t('schema.delete.title', { name: schema.name })}
      confirm={t('schema.delete')}
      typed={schema.name}
      error={remove.error}
      isBusy={remove.isPending}
      onConfirm={() =>
        remove.mutate(undefined, {
          onSuccess: ({ backups }) => {
            close();
            showFlag({
              title: t('schema.delete.done', { name: schema.name }),
              description: isGone ? t('schema.delete.gone', { backups }) : t('schema.delete.kept'),
              icon: <EndIcon end="succeeded" />,
              isAutoDismiss: true,
            });
            onDeleted?.();
          },
        })
      }
      onClose={close}
    >
      {t(isGone ? 'schema.delete.withBackups' : 'schema.delete.text')}
    </ConfirmDialog>
  );
}
