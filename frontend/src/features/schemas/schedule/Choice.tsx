import { Label } from '@atlaskit/form';
import { Box, xcss } from '@atlaskit/primitives';
import Select from '@atlaskit/select';
import { useText } from '@/ui/text/useText';

const box = xcss({ width: '130px' });

interface ChoiceProps<T> {
  id: string;
  label: string;
  values: T[];
  /** Null while nothing is chosen. */
  value: T | null;
  nameOf: (value: T) => string;
  onChange: (value: T) => void;
}

/** One of a few short words or numbers, with its label above. */
export function Choice<T extends string | number>({
  id,
  label,
  values,
  value,
  nameOf,
  onChange,
}: ChoiceProps<T>) {
  const t = useText();
  const options = values.map((value) => ({ value, label: nameOf(value) }));
  return (
    <Box xcss={box}>
      <Label htmlFor={id}>{label}</Label>
      <Select
        inputId={id}
        menuPosition="fixed"
        placeholder={t('schedule.choose')}
        options={options}
        value={options.find((option) => option.value === value) ?? null}
        onChange={(option) => option && onChange(option.value)}
      />
    </Box>
  );
}
