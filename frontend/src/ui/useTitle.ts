import { useEffect } from 'react';
import { useText } from './text/useText';

/** The page's title in the browser; the app's name alone where there is no page. */
export function useTitle(title?: string): void {
  const t = useText();
  const app = t('appName');
  useEffect(() => {
    document.title = title ? `${title} · ${app}` : app;
  }, [title, app]);
}
