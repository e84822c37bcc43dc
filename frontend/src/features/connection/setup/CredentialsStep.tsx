import { useState } from 'react';
import { useNavigate } from 'react-router';
import type { CredentialReport, SessionView } from '@/api/client';
import { useText } from '@/ui/text/useText';
import { CredentialsForm } from '../CredentialsForm';
import { StoredCredentialsForm } from '../StoredCredentialsForm';
import { StepIntroduction } from './StepIntroduction';

export function CredentialsStep({ session }: { session: SessionView }) {
  const t = useText();
  const navigate = useNavigate();
  // Once they are saved the session knows of the next step before this one is left: the form must not change under the eyes.
  const [isFirst] = useState(session.setup.step === 'credentials');
  const form = {
    siteUrl: session.siteUrl,
    submit: t('saveAndContinue'),
    onSaved: (report: CredentialReport) => void navigate('/setup/storage', { state: { report } }),
  };
  return (
    <>
      <StepIntroduction title={t('setup.step.credentials')} text={t('credentials.introduction')} />
      {isFirst ? <CredentialsForm {...form} /> : <StoredCredentialsForm {...form} />}
    </>
  );
}
