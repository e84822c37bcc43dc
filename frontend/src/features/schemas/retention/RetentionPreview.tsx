import Link from '@atlaskit/link';
import { Box, Stack, Text, xcss } from '@atlaskit/primitives';
import { ApiFailure } from '@/api/ApiFailure';
import type { RetentionView } from '@/api/client';
import { useText } from '@/ui/text/useText';
import { useFormat } from '@/ui/useFormat';

const box = xcss({
  backgroundColor: 'color.background.neutral',
  borderRadius: 'radius.small',
  padding: 'space.150',
});
const list = xcss({ marginBlock: 'space.0', paddingInlineStart: 'space.250' });
const shown = 5;

interface RetentionPreviewProps {
  preview: RetentionView | undefined;
  /** Why there is none, where that is no field’s fault. */
  error: unknown;
}

/** Which backups rules would delete now, and why the others stay; before they are saved. */
export function RetentionPreview({ preview, error }: RetentionPreviewProps) {
  const t = useText();
  return (
    <div role="status">
      {error ? (
        <Text color="color.text.danger">
          {[t('retention.preview.failed'), ApiFailure.of(error).title].join(' ')}
        </Text>
      ) : (
        preview && (
          <Box xcss={box}>
            <Stack space="space.100">
              <Text weight="medium">{t('retention.preview.title')}</Text>
              <Expired {...preview} />
              <Kept {...preview} />
            </Stack>
          </Box>
        )
      )}
    </div>
  );
}

function Expired({ backups, expired, isHeld }: RetentionView) {
  const t = useText();
  const format = useFormat();
  const count = expired.length;
  if (count === 0)
    return (
      <Text as="p">
        {isHeld ? t('retention.preview.heldNone') : t('retention.preview.none', { backups })}
      </Text>
    );
  return (
    <Stack space="space.050">
      <Text as="p">
        {t(isHeld ? 'retention.preview.held' : 'retention.preview.expired', { count, backups })}
      </Text>
      <Stack as="ul" xcss={list}>
        {expired.slice(0, shown).map(({ id, takenAt, objects }) => (
          <li key={id}>
            <Text size="small">
              <Link href={`/snapshots/${id}`}>{format.dateTime(takenAt)}</Link>,{' '}
              {t('snapshot.objects', { objects })}
            </Text>
          </li>
        ))}
        {count > shown && (
          <li>
            <Text size="small">{t('needs.andMore', { count: count - shown })}</Text>
          </li>
        )}
      </Stack>
    </Stack>
  );
}

function Kept({ kept }: RetentionView) {
  const t = useText();
  if (kept.length === 0) return null;
  return (
    <Stack space="space.050">
      <Text as="p">{t('retention.preview.kept')}</Text>
      <Stack as="ul" xcss={list}>
        {kept.map(({ because, count }) => (
          <li key={because}>
            <Text size="small">{t(`retention.kept.${because}`, { count })}</Text>
          </li>
        ))}
      </Stack>
    </Stack>
  );
}
