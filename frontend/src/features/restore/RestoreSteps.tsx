import { ProgressTracker } from '@atlaskit/progress-tracker';
import { useText } from '@/ui/text/useText';

const steps = ['where', 'review', 'apply'] as const;

export function RestoreSteps({ current }: { current: (typeof steps)[number] }) {
  const t = useText();
  const at = steps.indexOf(current);
  return (
    <ProgressTracker
      label={t('restore.steps')}
      animated={false}
      spacing="cozy"
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
