import Button from '@atlaskit/button/new';
import { Label } from '@atlaskit/form';
import Modal, {
  ModalBody,
  ModalFooter,
  ModalHeader,
  ModalTitle,
  ModalTransition,
} from '@atlaskit/modal-dialog';
import { Stack, Text } from '@atlaskit/primitives';
import Textfield from '@atlaskit/textfield';
import { type ReactNode, type RefObject, useState } from 'react';
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
  /** The menu that it was opened from: the focus goes back to its button. */
  menu?: RefObject<HTMLElement>;
  /** The name that has to be typed first, of what is gone for good. */
  typed?: string;
  /** Nothing can be lost by it. */
  isHarmless?: boolean;
  /** What will be lost, and how much. */
  children: ReactNode;
}

export const ConfirmDialog = (props: ConfirmDialogProps) => (
  <ModalTransition>{props.isOpen && <OpenDialog {...props} />}</ModalTransition>
);

function OpenDialog(props: ConfirmDialogProps) {
  const t = useText();
  const { returnFocus } = useReturnFocus(props.runId, props.menu);
  const [name, setName] = useState('');
  const danger = props.typed !== undefined ? 'danger' : props.isHarmless ? undefined : 'warning';
  return (
    <Modal onClose={props.onClose} width="small" shouldReturnFocus={returnFocus}>
      <ModalHeader>
        <ModalTitle appearance={danger}>{props.title}</ModalTitle>
      </ModalHeader>
      <ModalBody>
        <Stack space="space.200">
          <Text as="p">{props.children}</Text>
          {props.typed !== undefined && (
            <div>
              <Label htmlFor="typed-name">{t('confirm.type', { name: props.typed })}</Label>
              <Textfield
                id="typed-name"
                autoComplete="off"
                value={name}
                onChange={(event) => setName(event.currentTarget.value)}
              />
            </div>
          )}
          {Boolean(props.error) && <FailureMessage error={props.error} />}
        </Stack>
      </ModalBody>
      <ModalFooter>
        <Button appearance="subtle" onClick={props.onClose}>
          {t('cancel')}
        </Button>
        <Button
          appearance={danger ?? 'primary'}
          isLoading={props.isBusy}
          isDisabled={props.typed !== undefined && name.trim() !== props.typed}
          onClick={props.onConfirm}
        >
          {props.confirm}
        </Button>
      </ModalFooter>
    </Modal>
  );
}
