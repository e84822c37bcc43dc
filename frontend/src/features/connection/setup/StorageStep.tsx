import Button from '@atlaskit/button/new';
import { HelperMessage, Label } from '@atlaskit/form';
import { Inline, Stack } from '@atlaskit/primitives';
import Select from '@atlaskit/select';
import { useState } from 'react';
import { useLocation, useNavigate } from 'react-router';
import type { CredentialReport, StorageOption } from '@/api/client';
import { useStorageOptions } from '@/api/connection/listStorageOptions';
import { useSaveStorage } from '@/api/connection/saveStorage';
import { FailureMessage } from '@/ui/states/FailureMessage';
import { Nothing } from '@/ui/states/Nothing';
import { QueryView } from '@/ui/states/QueryView';
import { CardSkeleton } from '@/ui/states/Skeleton';
import { useText } from '@/ui/text/useText';
import { SavedReport } from '../SavedReport';
import { StepIntroduction } from './StepIntroduction';

export function StorageStep() {
  const t = useText();
  const report = (useLocation().state as { report?: CredentialReport } | null)?.report;
  return (
    <>
      {report && <SavedReport report={report} />}
      <StepIntroduction title={t('storage.managed')} text={t('storage.introduction')} />
      <QueryView
        query={useStorageOptions()}
        skeleton={<CardSkeleton />}
        isEmpty={({ items }) => items.length === 0}
        empty={<Nothing title={t('storage.none.title')} text={t('storage.none.text')} />}
      >
        {({ items }) => <RegionForm options={items} />}
      </QueryView>
    </>
  );
}

function RegionForm({ options }: { options: StorageOption[] }) {
  const t = useText();
  const navigate = useNavigate();
  const save = useSaveStorage();
  const [region, setRegion] = useState(options[0]!.region);
  const choices = options.map(({ region: value, name: label }) => ({ value, label }));
  return (
    <Stack space="space.300">
      {save.isError && <FailureMessage error={save.error} />}
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
      <Inline>
        <Button
          appearance="primary"
          isLoading={save.isPending}
          onClick={() => save.mutate(region, { onSuccess: () => void navigate('/setup/sync') })}
        >
          {t('saveAndContinue')}
        </Button>
      </Inline>
    </Stack>
  );
}
