import ErrorIcon from '@atlaskit/icon/core/status-error';
import SuccessIcon from '@atlaskit/icon/core/status-success';
import WarningIcon from '@atlaskit/icon/core/status-warning';
import { Inline, Stack, Text, xcss } from '@atlaskit/primitives';
import type { CheckOutcome, CredentialCheckLine } from '@/api/client';
import { useText } from './text/useText';

const list = xcss({ paddingInlineStart: 'space.0', marginBlock: 'space.0' });

/** What was proved about credentials, one line a check. */
export function CheckLines({ checks }: { checks: CredentialCheckLine[] }) {
  return (
    <Stack as="ul" space="space.100" role="list" xcss={list}>
      {checks.map((line) => (
        <Inline as="li" key={line.check} space="space.100" alignBlock="start">
          <OutcomeIcon outcome={line.outcome} />
          <Text>{line.message}</Text>
        </Inline>
      ))}
    </Stack>
  );
}

function OutcomeIcon({ outcome }: { outcome: CheckOutcome }) {
  const t = useText();
  const label = t(`check.${outcome}`);
  if (outcome === 'passed') return <SuccessIcon color="var(--ds-icon-success)" label={label} />;
  if (outcome === 'warning') return <WarningIcon color="var(--ds-icon-warning)" label={label} />;
  return <ErrorIcon color="var(--ds-icon-danger)" label={label} />;
}
