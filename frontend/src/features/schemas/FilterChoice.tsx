import { Box, xcss } from '@atlaskit/primitives';
import Select from '@atlaskit/select';

const boxes = { narrow: xcss({ width: '160px' }), wide: xcss({ width: '220px' }) };

interface FilterChoiceProps<T> {
  label: string;
  values: T[];
  value: T | null;
  nameOf: (value: T) => string;
  width?: keyof typeof boxes;
  onChange: (value: T | null) => void;
}

/** One of a few, or any. */
export function FilterChoice<T extends string>({
  label,
  values,
  value,
  nameOf,
  width = 'narrow',
  onChange,
}: FilterChoiceProps<T>) {
  const options = values.map((value) => ({ value, label: nameOf(value) }));
  return (
    <Box xcss={boxes[width]}>
      <Select
        aria-label={label}
        placeholder={label}
        isClearable
        isSearchable={false}
        spacing="compact"
        options={options}
        value={options.find((option) => option.value === value) ?? null}
        onChange={(option) => onChange(option?.value ?? null)}
      />
    </Box>
  );
}
