import Button from '@atlaskit/button/new';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import type { PlanView } from '@/api/client';
import { useApplyPlan } from '@/api/plans/applyPlan';
import { siteLabel } from '@/ui/siteLabel';
import { ConfirmDialog } from '@/ui/ConfirmDialog';
import { useText } from '@/ui/text/useText';

export function ApplyPlan({ plan }: { plan: PlanView }) {
  const t = useText();
  const navigate = useNavigate();
  const apply = useApplyPlan(plan.id);
  const [isAsking, setAsking] = useState(false);
  const warnings = plan.summary?.warnings.length ?? 0;
  const create = plan.summary?.counts.reduce((sum, count) => sum + count.create, 0) ?? 0;
  return (
    <>
      <Button appearance="primary" onClick={() => setAsking(true)}>
        {t('plan.apply')}
      </Button>
      <ConfirmDialog
        isOpen={isAsking}
        title={t('plan.apply.title')}
        confirm={t('plan.apply')}
        error={apply.error}
        isBusy={apply.isPending}
        onConfirm={() =>
          apply.mutate(undefined, { onSuccess: ({ runId }) => void navigate(`/restores/${runId}`) })
        }
        onClose={() => {
          apply.reset();
          setAsking(false);
        }}
      >
        {t('plan.apply.text', {
          create,
          warnings,
          name: plan.schemaName,
          key: plan.schemaKey,
          destination: siteLabel(plan.destinationName, plan.destinationSiteUrl),
        })}
      </ConfirmDialog>
    </>
  );
}
