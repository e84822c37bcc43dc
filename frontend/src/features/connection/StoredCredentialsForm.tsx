import type { ComponentProps } from 'react';
import { useIntl } from 'react-intl';
import { useConnection } from '@/api/connection/getConnection';
import { QueryView } from '@/ui/states/QueryView';
import { CardSkeleton } from '@/ui/states/Skeleton';
import { useText } from '@/ui/text/useText';
import { CredentialsForm } from './CredentialsForm';

/** The credentials form with what is stored filled in; the token is write-only, so it is asked for again. */
export function StoredCredentialsForm(
  props: Omit<ComponentProps<typeof CredentialsForm>, 'defaults' | 'tokenNote'>,
) {
  const t = useText();
  const intl = useIntl();
  return (
    <QueryView query={useConnection()} skeleton={<CardSkeleton />}>
      {({ email, workspaceId, tokenSetAt, tokenExpiresOn }) => (
        <CredentialsForm
          {...props}
          defaults={{ email, workspaceId, tokenExpiresOn: tokenExpiresOn ?? '' }}
          tokenNote={t('form.token.replace', { date: intl.formatDate(tokenSetAt, { dateStyle: 'long' }) })}
        />
      )}
    </QueryView>
  );
}
