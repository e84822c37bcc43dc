import Button from '@atlaskit/button/new';
import { HelperMessage, Label } from '@atlaskit/form';
import { Inline, Stack } from '@atlaskit/primitives';
import Select from '@atlaskit/select';
import { useState } from 'react';
import type { ConnectionCard, StorageOption } from '@/api/client';
import { useSaveStorage } from '@/api/connection/saveStorage';
import { FormSummary } from '@/ui/forms/FormSummary';
import { useText } from '@/ui/text/useText';

interface RegionFormProps {
  options: StorageOption[];
  submit: string;
  onSaved: (card: ConnectionCard) => void;
  onCancel?: () => void;
}

export function RegionForm({ options, submit, onSaved, onCancel }: RegionFormProps) {
  const t = useText();
  const save = useSaveStorage();
  const [region, setRegion] = useState(options[0]!.region);
  const choices = options.map(({ region: value, name: label }) => ({ value, label }));
  return (
    <Stack space="space.300">
      <FormSummary error={save.error} />
      <div>
        <Label htmlFor="region">{t('storage.region')}</Label>
        <Select
          inputId="region"
          options={choices}
          value={choices.find(({ value }) => value === region)}
          onChange={(choice) => choice && setRegion(choice.value)}
        />
        <HelperMessage>{t('storage.region.help')}</HelperMessage>
      </div>
      <Inline space="space.100">
        <Button
          appearance="primary"
          isLoading={save.isPending}
          onClick={() => save.mutate(region, { onSuccess: onSaved })}
        >
          {submit}
        </Button>
        {onCancel && (
          <Button appearance="subtle" onClick={onCancel}>
            {t('cancel')}
          </Button>
        )}
      </Inline>
    </Stack>
  );
}
