import { ErrorMessage, HelperMessage, Label } from '@atlaskit/form';
import TextArea from '@atlaskit/textarea';
import { useText } from '../text/useText';
import { useFormat } from '../useFormat';

const maxLength = 500;

interface DescriptionFieldProps {
  value: string;
  error?: string;
  autoFocus?: boolean;
  onChange: (value: string) => void;
}

/** What somebody says of a backup. */
export function DescriptionField({ value, error, autoFocus, onChange }: DescriptionFieldProps) {
  const t = useText();
  const format = useFormat();
  return (
    <div>
      <Label htmlFor="description">{t('optional', { label: t('backup.description') })}</Label>
      <TextArea
        id="description"
        dir="auto"
        autoFocus={autoFocus}
        value={value}
        maxLength={maxLength}
        minimumRows={3}
        resize="vertical"
        isInvalid={Boolean(error)}
        aria-describedby="description-help description-error"
        onChange={(event) => onChange(event.target.value)}
      />
      <div id="description-help">
        <HelperMessage>
          {t('backup.description.help', { left: format.number(maxLength - value.length) })}
        </HelperMessage>
      </div>
      <div id="description-error" role="alert">
        {error && <ErrorMessage>{error}</ErrorMessage>}
      </div>
    </div>
  );
}
