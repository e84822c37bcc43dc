import { Box, Stack } from '@atlaskit/primitives';
import { Bar, CardSkeleton } from '@/ui/states/Skeleton';

export function ShellSkeleton() {
  return (
    <Box padding="space.300" aria-busy="true">
      <Stack space="space.500">
        <Bar width="320px" height="24px" />
        <CardSkeleton lines={6} />
      </Stack>
    </Box>
  );
}
