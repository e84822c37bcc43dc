import Button from '@atlaskit/button/new';
import { Box, Inline, Stack, Text, xcss } from '@atlaskit/primitives';
import Select from '@atlaskit/select';
import Textfield from '@atlaskit/textfield';
import { useAuditUsers } from '@/api/audit/listAuditUsers';
import type { AuditAction } from '@/api/client';
import { FailureMessage } from '@/ui/states/FailureMessage';
import { audit } from '@/ui/text/audit';
import { useText } from '@/ui/text/useText';
import { usePersonName } from '@/ui/usePersonName';
import type { useAuditFilter } from './useAuditFilter';

const prefix = 'audit.action.';
const actions = Object.keys(audit)
  .filter((id) => id.startsWith(prefix))
  .map((id) => id.slice(prefix.length) as AuditAction)
  .filter((action) => action !== 'unknown');
const dayBox = xcss({ width: '150px' });
const choiceBox = xcss({ width: '170px' });

export function AuditFilters({ shown, isSet, change, clear }: ReturnType<typeof useAuditFilter>) {
  const t = useText();
  const nameOf = usePersonName();
  const users = useAuditUsers();
  return (
    <Stack space="space.150">
      <Inline space="space.150" alignBlock="center" shouldWrap rowSpace="space.100">
        <Day name="from" label={t('audit.from')} value={shown.from} onChange={(from) => change({ from })} />
        <Day name="to" label={t('audit.to')} value={shown.to} onChange={(to) => change({ to })} />
        <Choice
          label={t('audit.what')}
          all={t('audit.allActions')}
          options={actions.map((value) => ({ value, label: t(`audit.action.${value}`) }))}
          value={shown.action}
          onChange={(action) => change({ action })}
        />
        <Choice
          label={t('audit.who')}
          all={t('audit.allUsers')}
          options={(users.data?.items ?? []).map((value) => ({ value, label: nameOf(value).words }))}
          value={shown.user}
          onChange={(user) => change({ user })}
        />
        {isSet && (
          <Button appearance="subtle" onClick={clear}>
            {t('schemas.clearFilter')}
          </Button>
        )}
      </Inline>
      {users.isError && <FailureMessage error={users.error} retry={() => void users.refetch()} />}
    </Stack>
  );
}

interface DayProps {
  name: string;
  label: string;
  value: string;
  onChange: (day: string) => void;
}

function Day({ name, label, value, onChange }: DayProps) {
  return (
    <Inline space="space.075" alignBlock="center">
      <Text>
        <label htmlFor={`audit-${name}`}>{label}</label>
      </Text>
      <Box xcss={dayBox}>
        <Textfield
          id={`audit-${name}`}
          type="date"
          isCompact
          value={value}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      </Box>
    </Inline>
  );
}

interface ChoiceProps {
  label: string;
  all: string;
  options: { value: string; label: string }[];
  value: string;
  onChange: (value: string) => void;
}

function Choice({ label, all, options, value, onChange }: ChoiceProps) {
  const offered = [{ value: '', label: all }, ...options];
  return (
    <Box xcss={choiceBox}>
      <Select
        aria-label={label}
        spacing="compact"
        options={offered}
        value={offered.find((option) => option.value === value) ?? { value, label: value }}
        onChange={(option) => onChange(option?.value ?? '')}
      />
    </Box>
  );
}
