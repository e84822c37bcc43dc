import { HelperMessage } from '@atlaskit/form';
import { Inline, Text } from '@atlaskit/primitives';
import Toggle from '@atlaskit/toggle';

interface HelpedToggleProps {
  id: string;
  label: string;
  help?: string | null;
  isChecked: boolean;
  isDisabled?: boolean;
  onChange: (value: boolean) => void;
}

/** A switch with its label beside it and what it means below. */
export function HelpedToggle({ id, label, help, isChecked, isDisabled, onChange }: HelpedToggleProps) {
  const helpId = `${id}-help`;
  return (
    <div>
      <Inline alignBlock="center" space="space.050">
        <Toggle
          id={id}
          isChecked={isChecked}
          isDisabled={isDisabled}
          descriptionId={help ? helpId : undefined}
          onChange={(event) => onChange(event.target.checked)}
        />
        <Text>
          <label htmlFor={id}>{label}</label>
        </Text>
      </Inline>
      {help && (
        <div id={helpId}>
          <HelperMessage>{help}</HelperMessage>
        </div>
      )}
    </div>
  );
}
