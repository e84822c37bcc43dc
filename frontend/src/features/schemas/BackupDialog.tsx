import Button from '@atlaskit/button/new';
import Modal, { ModalBody, ModalFooter, ModalHeader, ModalTitle } from '@atlaskit/modal-dialog';
import { Stack, Text } from '@atlaskit/primitives';
import { type FormEvent, useState } from 'react';
import type { SchemaView } from '@/api/client';
import { useBackUp } from '@/api/snapshots/backUp';
import { DescriptionField } from '@/ui/forms/DescriptionField';
import { FailureMessage } from '@/ui/states/FailureMessage';
import { useText } from '@/ui/text/useText';
import { useReturnFocus } from '@/ui/useReturnFocus';
import { useStartedFlag } from '@/ui/useStartedFlag';
import { AttachmentsToggle, givesAttachments } from './AttachmentsToggle';
import { HelpedToggle } from '@/ui/forms/HelpedToggle';

export function BackupDialog({ schema, onClose }: { schema: SchemaView; onClose: () => void }) {
  const t = useText();
  const backUp = useBackUp(schema.id);
  const startedFlag = useStartedFlag();
  const { returnFocus, leadTo } = useReturnFocus();
  const [description, setDescription] = useState('');
  const [isWanted, setWanted] = useState(true);
  const attachments = givesAttachments(schema) ? isWanted : null;
  const hasArchive = schema.location === 'dataCenter';
  const [isArchiveWanted, setArchiveWanted] = useState(false);

  const start = (event: FormEvent) => {
    event.preventDefault();
    backUp.mutate(
      { description, attachments, archived: hasArchive ? isArchiveWanted : null },
      {
        onSuccess: ({ runId }) => {
          startedFlag({ title: t('backup.started', { name: schema.name }), subject: schema.name, runId });
          leadTo(runId);
          onClose();
        },
      },
    );
  };

  return (
    <Modal onClose={onClose} width="small" shouldReturnFocus={returnFocus}>
      <form onSubmit={start}>
        <ModalHeader>
          <ModalTitle>{t('backup.title', { name: schema.name })}</ModalTitle>
        </ModalHeader>
        <ModalBody>
          <Stack space="space.200">
            {backUp.isError && <FailureMessage error={backUp.error} />}
            <Text as="p">
              {t('backup.text', { objects: schema.objectCount, types: schema.objectTypeCount })}
            </Text>
            <DescriptionField value={description} onChange={setDescription} />
            <AttachmentsToggle schema={schema} value={isWanted} onChange={setWanted} />
            {hasArchive && (
              <HelpedToggle
                id="archived"
                label={t('backup.archived')}
                help={t('backup.archived.help')}
                isChecked={isArchiveWanted}
                onChange={setArchiveWanted}
              />
            )}
          </Stack>
        </ModalBody>
        <ModalFooter>
          <Button appearance="subtle" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button type="submit" appearance="primary" isLoading={backUp.isPending}>
            {t('backup.start')}
          </Button>
        </ModalFooter>
      </form>
    </Modal>
  );
}
