import { Box, Stack, xcss } from '@atlaskit/primitives';
import { Navigate, Outlet, useLocation } from 'react-router';
import { ApiFailure } from '@/api/ApiFailure';
import { useLiveChanges } from '@/api/changes/useLiveChanges';
import type { SessionView } from '@/api/client';
import { useSession } from '@/api/session/getSession';
import { FailurePage } from './FailurePage';
import { NotAdministrator } from './NotAdministrator';
import { NotLive } from './NotLive';
import { ShellSkeleton } from './ShellSkeleton';
import { TopBar } from './TopBar';

const page = xcss({
  boxSizing: 'border-box',
  width: '100%',
  maxWidth: '1440px',
  marginInline: 'auto',
  paddingInline: 'space.200',
  paddingBlockEnd: 'space.600',
});

/** Who is asked first; then the wizard until it is done; then the pages. */
export function Shell() {
  const { data: session, error, isPending, refetch } = useSession();
  if (isPending) return <ShellSkeleton />;
  if (session) return <Inside session={session} />;
  const failure = ApiFailure.of(error);
  if (failure.code === 'not-an-administrator') return <NotAdministrator failure={failure} />;
  return <FailurePage failure={failure} retry={() => void refetch()} />;
}

function Inside({ session }: { session: SessionView }) {
  const isLive = useLiveChanges();
  const { pathname } = useLocation();
  const step = session.setup.step;
  if (step !== 'done' && !pathname.startsWith('/setup')) return <Navigate to={`/setup/${step}`} replace />;
  return (
    <Stack>
      <TopBar session={session} />
      <Box as="main" xcss={page}>
        {!isLive && <NotLive />}
        <Outlet context={session} />
      </Box>
    </Stack>
  );
}
