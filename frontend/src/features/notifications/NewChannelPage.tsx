import { LinkButton } from '@atlaskit/button/new';
import { Inline, Stack, Text } from '@atlaskit/primitives';
import SectionMessage from '@atlaskit/section-message';
import type { ChannelAdded, ChannelKind } from '@/api/client';
import { useAddChannel } from '@/api/notifications/addChannel';
import { useChannels } from '@/api/notifications/listChannels';
import { RadioChoice } from '@/ui/forms/RadioChoice';
import { QueryView } from '@/ui/states/QueryView';
import { CardSkeleton } from '@/ui/states/Skeleton';
import { useText } from '@/ui/text/useText';
import { useLostFocus } from '@/ui/useLostFocus';
import { ChannelForm } from './ChannelForm';
import { ChannelPage } from './ChannelPage';
import { recipientsOf } from './channelSchema';
import { firstEvents } from './eventGroups';
import { SigningSecret } from './SigningSecret';
import { TestButton } from './TestButton';

export function NewChannelPage() {
  const t = useText();
  const add = useAddChannel();
  const channels = useChannels();
  return (
    <ChannelPage title={t('notifications.addNew')}>
      {add.data ? (
        <Added added={add.data} />
      ) : (
        <QueryView query={channels} skeleton={<CardSkeleton />}>
          {({ sendsEmail }) => <NewChannel add={add} sendsEmail={sendsEmail} />}
        </QueryView>
      )}
    </ChannelPage>
  );
}

function NewChannel({ add, sendsEmail }: { add: ReturnType<typeof useAddChannel>; sendsEmail: boolean }) {
  return (
    <ChannelForm
      isNew
      defaults={{
        kind: sendsEmail ? 'email' : 'slack',
        name: '',
        recipients: '',
        url: '',
        events: firstEvents,
      }}
      isBusy={add.isPending}
      kindChoice={(kind, choose) => <KindChoice value={kind} sendsEmail={sendsEmail} onChange={choose} />}
      onSubmit={({ kind, name, recipients, url, events }, onError) => {
        const isMail = kind === 'email';
        add.mutate(
          {
            kind,
            name,
            recipients: isMail ? recipientsOf(recipients) : null,
            url: isMail ? null : url,
            events,
          },
          { onError },
        );
      }}
    />
  );
}

const kinds: ChannelKind[] = ['email', 'slack', 'webhook'];

interface KindChoiceProps {
  value: ChannelKind;
  sendsEmail: boolean;
  onChange: (kind: ChannelKind) => void;
}

function KindChoice({ value, sendsEmail, onChange }: KindChoiceProps) {
  const t = useText();
  const offered = kinds.filter((kind) => kind !== 'email' || sendsEmail);
  return (
    <Stack space="space.100">
      <RadioChoice
        legend={t('notifications.form.kind')}
        choices={offered.map((kind) => ({
          value: kind,
          label: t(`notifications.kind.${kind}`),
          help: t(`notifications.kind.${kind}.help`),
        }))}
        value={value}
        onChange={onChange}
      />
      {!sendsEmail && (
        <Text as="p" size="small" color="color.text.subtle">
          {t('notifications.kind.email.missing')}
        </Text>
      )}
    </Stack>
  );
}

/** The channel is there; a signed one shows its secret, and any can be tried at once. */
function Added({ added: { channel, signingSecret } }: { added: ChannelAdded }) {
  const t = useText();
  const arrival = useLostFocus<HTMLDivElement>(channel.id);
  return (
    <Stack space="space.200">
      <div role="status" ref={arrival} tabIndex={-1}>
        <SectionMessage appearance="success" title={t('notifications.added', { name: channel.name })}>
          <Text as="p">{t('notifications.added.next')}</Text>
        </SectionMessage>
      </div>
      {signingSecret && <SigningSecret secret={signingSecret} />}
      <Inline space="space.100">
        <TestButton channel={channel} isPrimary />
        <LinkButton href="/settings/notifications">{t('notifications')}</LinkButton>
      </Inline>
    </Stack>
  );
}
