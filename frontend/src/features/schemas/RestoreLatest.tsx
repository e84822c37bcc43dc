import Button, { LinkButton } from '@atlaskit/button/new';
import type { SchemaView } from '@/api/client';
import { useText } from '@/ui/text/useText';
import { WhyNot } from '@/ui/WhyNot';

interface RestoreLatestProps {
  schema: SchemaView;
  spacing?: 'compact';
}

/** A schema can be restored in every status while it has a snapshot. */
export function RestoreLatest({ schema: { lastSnapshotId }, spacing }: RestoreLatestProps) {
  const t = useText();
  if (lastSnapshotId)
    return (
      <LinkButton spacing={spacing} href={`/restores/new?snapshot=${lastSnapshotId}`}>
        {t('restore')}
      </LinkButton>
    );
  return (
    <WhyNot reason={t('schemas.noSnapshot')}>
      <Button spacing={spacing} isDisabled>
        {t('restore')}
      </Button>
    </WhyNot>
  );
}
