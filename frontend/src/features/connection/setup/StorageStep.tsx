import { useLocation, useNavigate } from 'react-router';
import type { ConnectionCard, CredentialReport } from '@/api/client';
import { useConnection } from '@/api/connection/getConnection';
import { useText } from '@/ui/text/useText';
import { SavedReport } from '../SavedReport';
import { StorageChoice } from '../storage/StorageChoice';
import { StepIntroduction } from './StepIntroduction';

export function StorageStep() {
  const t = useText();
  const navigate = useNavigate();
  const current = useConnection().data?.storage;
  const report = (useLocation().state as { report?: CredentialReport } | null)?.report;
  const onSaved = ({ storage }: ConnectionCard) => void navigate('/setup/sync', { state: { storage } });
  return (
    <>
      {report && <SavedReport report={report} />}
      <StepIntroduction title={t('storage.title')} text={t('storage.introduction')} />
      <StorageChoice initial={current?.kind ?? 'managed'} submit={t('saveAndContinue')} onSaved={onSaved} />
    </>
  );
}
