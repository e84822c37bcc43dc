import SectionMessage, { SectionMessageAction } from '@atlaskit/section-message';
import Button from '@atlaskit/button/new';
import { Inline, Stack, Text } from '@atlaskit/primitives';
import { useId, useState } from 'react';
import type { PlanView } from '@/api/client';
import { useText } from '@/ui/text/useText';
import { useLostFocus } from '@/ui/useLostFocus';
import { groupWarnings, type WarningGroup } from './groupWarnings';

const few = 5;
// Said in bold before the cause.
const toDo = / Restore that schema first\. Its key is \S+\.$/;

/** What is not the same as in the backup, by what to do about it: the first few, and all of it on demand. */
export function Warnings({ plan: { summary, state } }: { plan: PlanView }) {
  const t = useText();
  const [showsAll, setShowsAll] = useState(false);
  const rest = useLostFocus<HTMLLIElement>(showsAll);
  const warnings = summary?.warnings ?? [];
  if (warnings.length === 0) return null;
  const groups = groupWarnings(warnings);
  const shown = showsAll ? groups : groups.slice(0, few);
  const count = warnings.length;
  return (
    <SectionMessage
      appearance="warning"
      title={t(state === 'ready' ? 'plan.warnings' : 'plan.warnings.past', { count })}
      actions={
        shown.length < groups.length
          ? [
              <SectionMessageAction key="all" onClick={() => setShowsAll(true)}>
                {t('plan.allWarnings', { count })}
              </SectionMessageAction>,
            ]
          : []
      }
    >
      <Stack as="ul" space="space.100">
        {shown.map((group, index) => (
          <li key={group.lines[0]} ref={index === few ? rest : undefined} tabIndex={-1}>
            {group.cause ? <Group group={group} cause={group.cause} /> : <Text>{group.lines[0]}</Text>}
          </li>
        ))}
      </Stack>
    </SectionMessage>
  );
}

/** What to do and how much it is about; each line on demand. */
function Group({ group, cause }: { group: WarningGroup; cause: string }) {
  const t = useText();
  const [isOpen, setOpen] = useState(false);
  const id = useId();
  const { schemaKey, lines, values } = group;
  return (
    <Stack space="space.050">
      <Text>
        {schemaKey && <strong>{t('plan.restoreFirst', { key: schemaKey })} </strong>}
        {schemaKey ? cause.replace(toDo, '') : cause}
      </Text>
      <Inline space="space.100" alignBlock="center" shouldWrap>
        <Text color="color.text.subtle">{t('plan.group', { count: lines.length, values })}</Text>
        <Button
          appearance="subtle"
          spacing="compact"
          aria-expanded={isOpen}
          aria-controls={id}
          onClick={() => setOpen(!isOpen)}
        >
          {t(isOpen ? 'plan.group.hide' : 'plan.group.show')}
        </Button>
      </Inline>
      <div id={id} hidden={!isOpen}>
        <Stack as="ul" space="space.025">
          {lines.map((line) => (
            <li key={line}>
              <Text size="small">{line.slice(0, line.lastIndexOf(': '))}</Text>
            </li>
          ))}
        </Stack>
      </div>
    </Stack>
  );
}
