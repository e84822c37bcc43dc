import Button from '@atlaskit/button/new';
import Modal, {
  ModalBody,
  ModalFooter,
  ModalHeader,
  ModalTitle,
  ModalTransition,
} from '@atlaskit/modal-dialog';
import { Stack, Text } from '@atlaskit/primitives';
import type { ReactNode } from 'react';
import { FailureMessage } from './states/FailureMessage';
import { useText } from './text/useText';
import { useReturnFocus } from './useReturnFocus';

interface ConfirmDialogProps {
  isOpen: boolean;
  title: string;
  /** The word on the button that does it. */
  confirm: string;
  error: unknown;
  isBusy: boolean;
  onConfirm: () => void;
  onClose: () => void;
  /** The run that is asked about: the focus goes to it when what opened the dialog is gone. */
  runId?: string;
  /** What will be lost, and how much. */
  children: ReactNode;
}

export const ConfirmDialog = (props: ConfirmDialogProps) => (
  <ModalTransition>{props.isOpen && <OpenDialog {...props} />}</ModalTransition>
);

function OpenDialog(props: ConfirmDialogProps) {
  const t = useText();
  const { returnFocus } = useReturnFocus(props.runId);
  return (
    <Modal onClose={props.onClose} width="small" shouldReturnFocus={returnFocus}>
      <ModalHeader>
        <ModalTitle appearance="warning">{props.title}</ModalTitle>
      </ModalHeader>
      <ModalBody>
        <Stack space="space.200">
          <Text as="p">{props.children}</Text>
          {Boolean(props.error) && <FailureMessage error={props.error} />}
        </Stack>
      </ModalBody>
      <ModalFooter>
        <Button appearance="subtle" onClick={props.onClose}>
          {t('cancel')}
        </Button>
        <Button appearance="warning" isLoading={props.isBusy} onClick={props.onConfirm}>
          {props.confirm}
        </Button>
      </ModalFooter>
    </Modal>
  );
}
