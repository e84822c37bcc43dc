import Link from '@atlaskit/link';
import { Box, Stack, Text, xcss } from '@atlaskit/primitives';
import { useText } from '@/ui/text/useText';

const search = xcss({ overflowWrap: 'anywhere' });

interface IssueSearchProps {
  jql: string;
  /** Issues that were found by it. */
  count: number;
  siteUrl?: string;
}

/** How many issues name objects, and the search to compare that with in Jira: one click takes all of it, to copy. */
export function IssueSearch({ jql, count, siteUrl }: IssueSearchProps) {
  const t = useText();
  return (
    <Stack space="space.050">
      <Text as="p" size="small" color="color.text.subtle">
        {t('parts.issues', { count })}
      </Text>
      <Box xcss={search}>
        <Text size="small">
          <code style={{ userSelect: 'all' }}>{jql}</code>
        </Text>
      </Box>
      {siteUrl && (
        <Text size="small">
          <Link href={`${siteUrl}/issues/?jql=${encodeURIComponent(jql)}`} target="_blank">
            {t('parts.search')}
          </Link>
        </Text>
      )}
    </Stack>
  );
}
