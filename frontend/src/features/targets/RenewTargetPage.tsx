import { useParams } from 'react-router';
import { useTargets } from '@/api/targets/listTargets';
import { Nothing } from '@/ui/states/Nothing';
import { QueryView } from '@/ui/states/QueryView';
import { CardSkeleton } from '@/ui/states/Skeleton';
import { useText } from '@/ui/text/useText';
import { InstancePage } from './InstancePage';
import { renewalOf } from './renewalOf';
import { RenewSignIn } from './RenewSignIn';
import { RenewToken } from './RenewToken';

/** A new token or sign-in in the place of one that Jira no longer accepts: runs that wait for it go on. */
export function RenewTargetPage() {
  const t = useText();
  const { id } = useParams();
  const targets = useTargets();
  const target = targets.data?.items.find((target) => target.id === id);
  return (
    <InstancePage title={t(renewalOf(target?.location))}>
      <QueryView
        query={targets}
        skeleton={<CardSkeleton />}
        isEmpty={() => !target}
        empty={<Nothing title={t('targets.gone.title')} text={t('targets.gone.text')} />}
      >
        {() =>
          target!.location === 'dataCenter' ? (
            <RenewSignIn target={target!} />
          ) : (
            <RenewToken target={target!} />
          )
        }
      </QueryView>
    </InstancePage>
  );
}
