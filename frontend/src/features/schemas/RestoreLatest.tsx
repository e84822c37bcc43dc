import Button, { LinkButton } from '@atlaskit/button/new';
import type { SchemaView } from '@/api/client';
import { useText } from '@/ui/text/useText';
import { useWhyUnreadable } from '@/ui/useWhyUnreadable';
import { WhyNot } from '@/ui/WhyNot';

interface RestoreLatestProps {
  schema: SchemaView;
  spacing?: 'compact';
}

/** A schema can be restored in every status while it has a snapshot in the connected storage. */
export function RestoreLatest({
  schema: { lastSnapshotId, lastSnapshotStorage },
  spacing,
}: RestoreLatestProps) {
  const t = useText();
  const why = useWhyUnreadable(lastSnapshotStorage && { storage: lastSnapshotStorage, givenUpAt: null });
  if (lastSnapshotId && !why)
    return (
      <LinkButton spacing={spacing} href={`/restores/new?snapshot=${lastSnapshotId}`}>
        {t('restore')}
      </LinkButton>
    );
  return (
    <WhyNot reason={why?.text ?? t('schemas.noSnapshot')}>
      <Button spacing={spacing} isDisabled>
        {t('restore')}
      </Button>
    </WhyNot>
  );
}
