import { Fieldset, HelperMessage } from '@atlaskit/form';
import { Box, xcss } from '@atlaskit/primitives';
import { Radio } from '@atlaskit/radio';
import { useId } from 'react';

const underLabel = xcss({ paddingInlineStart: 'space.300', paddingBlockEnd: 'space.100' });

interface RadioChoiceProps<T extends string> {
  legend: string;
  choices: { value: T; label: string; help: string }[];
  value: T;
  onChange: (value: T) => void;
}

/** One of a few, each with what it means below its name. */
export function RadioChoice<T extends string>({ legend, choices, value, onChange }: RadioChoiceProps<T>) {
  const id = useId();
  return (
    <Fieldset legend={legend}>
      {choices.map((choice) => (
        <div key={choice.value}>
          <Radio
            name={id}
            value={choice.value}
            label={choice.label}
            isChecked={choice.value === value}
            onChange={() => onChange(choice.value)}
            aria-describedby={`${id}-${choice.value}`}
          />
          <Box id={`${id}-${choice.value}`} xcss={underLabel}>
            <HelperMessage>{choice.help}</HelperMessage>
          </Box>
        </div>
      ))}
    </Fieldset>
  );
}
