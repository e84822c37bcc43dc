import { ErrorMessage, HelperMessage, Label } from '@atlaskit/form';
import Textfield from '@atlaskit/textfield';
import { type ReactNode, useId } from 'react';
import type { FieldError, UseFormRegisterReturn } from 'react-hook-form';
import { useText } from '../text/useText';

interface TextInputProps {
  label: string;
  field: UseFormRegisterReturn;
  error?: FieldError;
  help?: ReactNode;
  type?: 'text' | 'email' | 'url' | 'password' | 'date';
  isOptional?: boolean;
  /** A button beside the field. */
  action?: ReactNode;
}

/** Label above, help below, the error at the field. */
export function TextInput({ label, field, error, help, type = 'text', isOptional, action }: TextInputProps) {
  const t = useText();
  const id = useId();
  const { ref, ...register } = field;
  return (
    <div>
      <Label htmlFor={id}>{isOptional ? t('optional', { label }) : label}</Label>
      <Textfield
        {...register}
        ref={ref}
        id={id}
        type={type}
        dir={type === 'text' ? 'auto' : undefined}
        autoComplete="off"
        isInvalid={Boolean(error)}
        aria-describedby={`${id}-help ${id}-error`}
        aria-required={!isOptional}
        elemAfterInput={action}
      />
      {help && (
        <div id={`${id}-help`}>
          <HelperMessage>{help}</HelperMessage>
        </div>
      )}
      <div id={`${id}-error`} role="alert">
        {error?.message && <ErrorMessage>{error.message}</ErrorMessage>}
      </div>
    </div>
  );
}
