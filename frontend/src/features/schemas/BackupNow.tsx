import Button from '@atlaskit/button/new';
import { useState } from 'react';
import type { SchemaView } from '@/api/client';
import { useText } from '@/ui/text/useText';
import { WhyNot } from '@/ui/WhyNot';
import { BackupDialog } from './BackupDialog';
import { useWhyNotActive } from './useWhyNotActive';

interface BackupNowProps {
  schema: SchemaView;
  spacing?: 'compact';
  appearance?: 'primary';
}

/** Only an active schema can be backed up, and only once at a time. */
export function BackupNow({ schema, spacing, appearance }: BackupNowProps) {
  const t = useText();
  const [isOpen, setOpen] = useState(false);
  const notActive = useWhyNotActive(schema);
  const reason = notActive ?? (schema.activeRun?.kind === 'backup' ? t('schemas.isRunning') : null);
  return (
    <>
      <WhyNot reason={reason}>
        <Button
          spacing={spacing}
          appearance={appearance}
          isDisabled={reason !== null}
          onClick={() => setOpen(true)}
        >
          {t('backupNow')}
        </Button>
      </WhyNot>
      {isOpen && <BackupDialog schema={schema} onClose={() => setOpen(false)} />}
    </>
  );
}
