import { Fieldset, HelperMessage } from '@atlaskit/form';
import { Box, Inline, Stack, xcss } from '@atlaskit/primitives';
import { useFormContext } from 'react-hook-form';
import { TextInput } from '@/ui/forms/TextInput';
import { useText } from '@/ui/text/useText';
import { periods, type RetentionValues } from './retentionSchema';

const within = xcss({ maxWidth: '320px' });
const count = xcss({ width: '96px' });

/** How many days everything is kept, and of how many periods the newest one. */
export function RuleFields() {
  const t = useText();
  const { register, formState } = useFormContext<RetentionValues>();
  const { errors } = formState;
  return (
    <Stack space="space.200">
      <Box xcss={within}>
        <TextInput
          label={t('retention.withinDays')}
          help={t('retention.withinDays.help')}
          field={register('withinDays')}
          error={errors.withinDays}
        />
      </Box>
      <Fieldset legend={t('retention.newest.legend')}>
        <Inline space="space.150" rowSpace="space.100" shouldWrap alignBlock="start">
          {periods.map((rule) => (
            <Box key={rule} xcss={count}>
              <TextInput label={t(`retention.${rule}`)} field={register(rule)} error={errors[rule]} />
            </Box>
          ))}
        </Inline>
        <HelperMessage>{t('retention.newest.help')}</HelperMessage>
      </Fieldset>
    </Stack>
  );
}
