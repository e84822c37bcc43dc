import { NotFramedError } from '@/host/connect/connectHost';
import { common } from '@/ui/text/common';

/** Jira is not around the page, or does not answer: there is neither a theme nor a language yet. */
export function NotFramed({ error }: { error: unknown }) {
  const isAlone = error instanceof NotFramedError;
  return (
    <main style={{ padding: 48 }} role="alert">
      <h1>{common.appName}</h1>
      <p>{isAlone ? common['notFramed.text'] : common['hostSilent.text']}</p>
    </main>
  );
}
