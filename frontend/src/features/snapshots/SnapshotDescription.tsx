import Button, { IconButton } from '@atlaskit/button/new';
import EditIcon from '@atlaskit/icon/core/edit';
import { Box, Inline, Stack, Text, xcss } from '@atlaskit/primitives';
import { type FormEvent, useState } from 'react';
import { ApiFailure } from '@/api/ApiFailure';
import type { SnapshotView } from '@/api/client';
import { useDescribeSnapshot } from '@/api/snapshots/describeSnapshot';
import { DescriptionField } from '@/ui/forms/DescriptionField';
import { FailureMessage } from '@/ui/states/FailureMessage';
import { useText } from '@/ui/text/useText';
import { useLostFocus } from '@/ui/useLostFocus';
import { useWhyUnreadable } from '@/ui/useWhyUnreadable';
import { WhyNot } from '@/ui/WhyNot';

const text = xcss({ overflowWrap: 'anywhere' });
const form = xcss({ maxWidth: '600px' });

/** What somebody said of a backup, and the way to say something else. */
export function SnapshotDescription({ snapshot }: { snapshot: SnapshotView }) {
  const t = useText();
  const [isEdited, setEdited] = useState(false);
  const why = useWhyUnreadable(snapshot);
  const here = useLostFocus<HTMLDivElement>(isEdited);
  return (
    <div ref={here} tabIndex={-1}>
      {isEdited ? (
        <DescriptionForm snapshot={snapshot} onClose={() => setEdited(false)} />
      ) : (
        <Inline space="space.050" alignBlock="center">
          <Box xcss={text}>
            {snapshot.description ? (
              <Text as="p">
                <bdi>{snapshot.description}</bdi>
              </Text>
            ) : (
              <Text as="p" color="color.text.subtle">
                {t('snapshot.noDescription')}
              </Text>
            )}
          </Box>
          <WhyNot reason={why?.text ?? null}>
            <IconButton
              icon={EditIcon}
              label={t('snapshot.describe')}
              appearance="subtle"
              spacing="compact"
              isDisabled={why !== null}
              onClick={() => setEdited(true)}
            />
          </WhyNot>
        </Inline>
      )}
    </div>
  );
}

function DescriptionForm({ snapshot, onClose }: { snapshot: SnapshotView; onClose: () => void }) {
  const t = useText();
  const describe = useDescribeSnapshot(snapshot.id);
  const [description, setDescription] = useState(snapshot.description ?? '');
  const atField = describe.isError ? ApiFailure.of(describe.error).fields.description : undefined;
  const save = (event: FormEvent) => {
    event.preventDefault();
    describe.mutate(description, { onSuccess: onClose });
  };
  return (
    <Box xcss={form}>
      <form onSubmit={save}>
        <Stack space="space.100">
          {describe.isError && !atField && <FailureMessage error={describe.error} />}
          <DescriptionField value={description} error={atField} autoFocus onChange={setDescription} />
          <Inline space="space.100">
            <Button type="submit" appearance="primary" isLoading={describe.isPending}>
              {t('save')}
            </Button>
            <Button appearance="subtle" onClick={onClose}>
              {t('cancel')}
            </Button>
          </Inline>
        </Stack>
      </form>
    </Box>
  );
}
