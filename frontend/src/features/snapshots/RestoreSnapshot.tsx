import Button, { LinkButton } from '@atlaskit/button/new';
import type { SnapshotView } from '@/api/client';
import { useText } from '@/ui/text/useText';
import { useWhyUnreadable } from '@/ui/useWhyUnreadable';
import { WhyNot } from '@/ui/WhyNot';

interface RestoreSnapshotProps {
  snapshot: SnapshotView;
  spacing?: 'compact';
  appearance?: 'primary';
}

/** Leads to the form of a restore, unless the backup cannot be read. */
export function RestoreSnapshot({ snapshot, ...look }: RestoreSnapshotProps) {
  const t = useText();
  const why = useWhyUnreadable(snapshot);
  if (why)
    return (
      <WhyNot reason={why.text}>
        <Button {...look} isDisabled>
          {t('restore')}
        </Button>
      </WhyNot>
    );
  return (
    <LinkButton {...look} href={`/restores/new?snapshot=${snapshot.id}`}>
      {t('restore')}
    </LinkButton>
  );
}
