import { LinkButton } from '@atlaskit/button/new';
import { Inline, Stack, Text } from '@atlaskit/primitives';
import SectionMessage from '@atlaskit/section-message';
import type { TargetView } from '@/api/client';
import { CheckLines } from '@/ui/CheckLines';
import { useText } from '@/ui/text/useText';
import { useLostFocus } from '@/ui/useLostFocus';

interface InstanceSavedProps {
  target: TargetView;
  title: string;
  next: string;
  /** True where the next step is at the schemas. */
  leadsToSchemas?: boolean;
}

/** What was proved before an instance or its sign-in was stored, and what comes next. */
export function InstanceSaved({ target, title, next, leadsToSchemas }: InstanceSavedProps) {
  const t = useText();
  const arrival = useLostFocus<HTMLDivElement>(target.tokenSetAt);
  const hasWarning = target.report?.checks.some(({ outcome }) => outcome !== 'passed');
  return (
    <Stack space="space.200" alignInline="start">
      <div role="status" ref={arrival} tabIndex={-1}>
        <SectionMessage appearance={hasWarning ? 'warning' : 'success'} title={title}>
          <Stack space="space.150">
            {target.report && <CheckLines checks={target.report.checks} />}
            <Text as="p">{next}</Text>
          </Stack>
        </SectionMessage>
      </div>
      <Inline space="space.100">
        {leadsToSchemas && (
          <LinkButton appearance="primary" href="/">
            {t('targets.added.schemas')}
          </LinkButton>
        )}
        <LinkButton href="/settings/targets">{t('targets.list')}</LinkButton>
      </Inline>
    </Stack>
  );
}
