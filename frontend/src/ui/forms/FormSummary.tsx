import { useEffect, useRef } from 'react';
import { FailureMessage } from '../states/FailureMessage';

/** Why the form was not taken, above its fields. It takes the focus, so that it is on the screen and read out. */
export function FormSummary({ error }: { error: unknown }) {
  const summary = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (error) summary.current?.focus();
  }, [error]);
  if (!error) return null;
  return (
    <div ref={summary} tabIndex={-1}>
      <FailureMessage error={error} />
    </div>
  );
}
