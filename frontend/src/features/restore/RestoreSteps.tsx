import { Steps } from '@/ui/Steps';
import { useText } from '@/ui/text/useText';

const steps = ['where', 'review', 'apply'] as const;

export function RestoreSteps({ current }: { current: (typeof steps)[number] }) {
  const t = useText();
  const at = steps.indexOf(current);
  return (
    <Steps
      label={t('restore.steps')}
      items={steps.map((id, index) => ({
        id,
        label: t(`restore.step.${id}`),
        percentageComplete: index < at ? 100 : 0,
        status: index === at ? 'current' : index < at ? 'visited' : 'unvisited',
        noLink: true,
      }))}
    />
  );
}
