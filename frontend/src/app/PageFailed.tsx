import { useRouteError } from 'react-router';
import { ApiFailure } from '@/api/ApiFailure';
import { FailurePage } from './FailurePage';

/** A page that threw, or whose code could not be loaded; the rest of the app stays. */
export function PageFailed() {
  const error = useRouteError();
  return <FailurePage failure={ApiFailure.of(error)} retry={() => window.location.reload()} />;
}
