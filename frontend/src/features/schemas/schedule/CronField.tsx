import { ErrorMessage, HelperMessage, Label } from '@atlaskit/form';
import { Stack, Text } from '@atlaskit/primitives';
import Textfield from '@atlaskit/textfield';
import type { ControllerRenderProps } from 'react-hook-form';
import { useText } from '@/ui/text/useText';
import { CronHelp } from './CronHelp';
import type { ScheduleValues } from './scheduleSchema';

interface CronFieldProps {
  field: ControllerRenderProps<ScheduleValues, 'cron'>;
  error: string | undefined;
  /** Whether the pickers could show it. */
  isShown: boolean;
}

export function CronField({ field, error, isShown }: CronFieldProps) {
  const t = useText();
  return (
    <Stack space="space.100">
      <div>
        <Label htmlFor="cron">{t('schedule.cron')}</Label>
        <Textfield
          {...field}
          id="cron"
          dir="ltr"
          autoComplete="off"
          spellCheck={false}
          isMonospaced
          isInvalid={Boolean(error)}
          aria-describedby="cron-help cron-error"
          aria-required
        />
        <div id="cron-help">
          <HelperMessage>{t('schedule.cron.help')}</HelperMessage>
        </div>
        <div id="cron-error" role="alert">
          {error && <ErrorMessage>{error}</ErrorMessage>}
        </div>
      </div>
      {!isShown && !error && field.value.trim() && (
        <Text as="p" color="color.text.subtle">
          {t('schedule.cron.notShown')}
        </Text>
      )}
      <CronHelp />
    </Stack>
  );
}
