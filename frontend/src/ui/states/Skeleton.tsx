import { Box, Grid, Stack, xcss } from '@atlaskit/primitives';

const bar = xcss({ backgroundColor: 'color.skeleton', borderRadius: 'radius.small' });

export function Bar({ width = '100%', height = '16px' }: { width?: string; height?: string }) {
  return <Box xcss={bar} style={{ width, height }} />;
}

export function TableSkeleton({ columns, rows = 5 }: { columns: number; rows?: number }) {
  return (
    <Stack space="space.200">
      {Array.from({ length: rows }, (_, row) => (
        <Grid key={row} gap="space.200" templateColumns={`2fr repeat(${columns - 1}, 1fr)`}>
          {Array.from({ length: columns }, (_, column) => (
            <Bar key={column} width={row === 0 ? '60%' : '85%'} height={row === 0 ? '12px' : '20px'} />
          ))}
        </Grid>
      ))}
    </Stack>
  );
}

export function CardSkeleton({ lines = 4 }: { lines?: number }) {
  return (
    <Stack space="space.150">
      {Array.from({ length: lines }, (_, line) => (
        <Bar key={line} width={['40%', '75%', '60%', '50%'][line % 4]} />
      ))}
    </Stack>
  );
}
