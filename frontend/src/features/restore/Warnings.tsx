import SectionMessage, { SectionMessageAction } from '@atlaskit/section-message';
import { Stack, Text } from '@atlaskit/primitives';
import { useState } from 'react';
import { useText } from '@/ui/text/useText';
import { useLostFocus } from '@/ui/useLostFocus';

const few = 5;

/** What will not be the same, and why: the first few, and all of it on demand. */
export function Warnings({ warnings }: { warnings: string[] }) {
  const t = useText();
  const [showsAll, setShowsAll] = useState(false);
  const shown = showsAll ? warnings : warnings.slice(0, few);
  const isCut = shown.length < warnings.length;
  const rest = useLostFocus<HTMLLIElement>(showsAll);
  return (
    <SectionMessage
      appearance="warning"
      title={t('plan.warnings', { count: warnings.length })}
      actions={
        isCut
          ? [
              <SectionMessageAction key="all" onClick={() => setShowsAll(true)}>
                {t('plan.allWarnings', { count: warnings.length })}
              </SectionMessageAction>,
            ]
          : []
      }
    >
      <Stack as="ul" space="space.050">
        {shown.map((warning, index) => (
          <li key={warning} ref={index === few ? rest : undefined} tabIndex={-1}>
            <Text>{warning}</Text>
          </li>
        ))}
      </Stack>
    </SectionMessage>
  );
}
