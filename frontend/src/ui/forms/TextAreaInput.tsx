import { ErrorMessage, HelperMessage, Label } from '@atlaskit/form';
import TextArea from '@atlaskit/textarea';
import { useId } from 'react';
import type { FieldError, UseFormRegisterReturn } from 'react-hook-form';
import { useText } from '../text/useText';

interface TextAreaInputProps {
  label: string;
  field: UseFormRegisterReturn;
  error?: FieldError;
  help: string;
  isOptional?: boolean;
}

/** As TextInput, for text of several lines that a program reads. */
export function TextAreaInput({ label, field, error, help, isOptional }: TextAreaInputProps) {
  const t = useText();
  const id = useId();
  return (
    <div>
      <Label htmlFor={id}>{isOptional ? t('optional', { label }) : label}</Label>
      <TextArea
        {...field}
        id={id}
        isMonospaced
        spellCheck={false}
        autoComplete="off"
        minimumRows={3}
        maxHeight="200px"
        resize="vertical"
        isInvalid={Boolean(error)}
        aria-describedby={`${id}-help ${id}-error`}
        aria-required={!isOptional}
      />
      <div id={`${id}-help`}>
        <HelperMessage>{help}</HelperMessage>
      </div>
      <div id={`${id}-error`} role="alert">
        {error?.message && <ErrorMessage>{error.message}</ErrorMessage>}
      </div>
    </div>
  );
}
