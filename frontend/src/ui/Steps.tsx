import { ProgressTracker, type Stages } from '@atlaskit/progress-tracker';
import { Box, xcss } from '@atlaskit/primitives';

// The tracker brings room above itself, which the page header has already.
const frame = xcss({ maxWidth: '480px', marginBlockStart: 'space.negative.400' });

/** The steps of a job, above the one that is open. */
export const Steps = ({ label, items }: { label: string; items: Stages }) => (
  <Box xcss={frame}>
    <ProgressTracker label={label} items={items} animated={false} spacing="cozy" />
  </Box>
);
