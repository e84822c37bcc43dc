import { useFlags } from '@atlaskit/flag';
import { Text } from '@atlaskit/primitives';
import SectionMessage, { SectionMessageAction } from '@atlaskit/section-message';
import { useState } from 'react';
import { useIntl } from 'react-intl';
import type { SchemaView } from '@/api/client';
import { useScheduleAll } from '@/api/schedules/scheduleAll';
import { ConfirmDialog } from '@/ui/ConfirmDialog';
import { EndIcon } from '@/ui/runs/EndIcon';
import { useText } from '@/ui/text/useText';

/** Schemas for which nobody has said whether they are backed up by themselves, and the way to schedule them all. */
export function Unscheduled({ schemas }: { schemas: SchemaView[] }) {
  const t = useText();
  const timeZone = useIntl().timeZone ?? 'UTC';
  const { showFlag } = useFlags();
  const [isAsking, setAsking] = useState(false);
  const scheduleAll = useScheduleAll();
  const bare = schemas.filter(({ status, schedule }) => status === 'active' && !schedule);

  const start = () =>
    scheduleAll.mutate(timeZone, {
      onSuccess: ({ schemas: count }) => {
        setAsking(false);
        showFlag({
          title: t('needs.scheduleAll.done', { count }),
          description: t('needs.scheduleAll.begun'),
          icon: <EndIcon end="succeeded" />,
          isAutoDismiss: true,
        });
      },
    });

  return (
    <>
      {bare.length > 0 && (
        <SectionMessage
          appearance="information"
          title={t('needs.unscheduled', { count: bare.length })}
          actions={[
            <SectionMessageAction key="all" onClick={() => setAsking(true)}>
              {t('needs.scheduleAll')}
            </SectionMessageAction>,
          ]}
        >
          <Text as="p">{t('needs.unscheduled.text')}</Text>
        </SectionMessage>
      )}
      <ConfirmDialog
        isOpen={isAsking}
        title={t('needs.scheduleAll.title')}
        confirm={t('needs.scheduleAll')}
        error={scheduleAll.error}
        isBusy={scheduleAll.isPending}
        onConfirm={start}
        onClose={() => {
          scheduleAll.reset();
          setAsking(false);
        }}
      >
        {t('needs.scheduleAll.text', { count: bare.length })}
      </ConfirmDialog>
    </>
  );
}
