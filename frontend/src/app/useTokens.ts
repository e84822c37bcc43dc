import { getThemeHtmlAttrs } from '@atlaskit/tokens/get-theme-html-attrs';
import { getThemeStyles } from '@atlaskit/tokens/get-theme-styles';
import { useEffect } from 'react';
import { useHost } from '@/host/HostContext';

const both = { colorMode: 'auto' } as const;

/**
 * Atlaskit's tokens for light and dark, loaded once; which of them show is the host's to say. Atlaskit's own
 * setGlobalTheme would write the mode as well, late, and over one that the host has told meanwhile.
 */
export function useTokens(): void {
  const host = useHost();
  useEffect(() => {
    void appendTokens();
    const stop = keepThemes(getThemeHtmlAttrs(both)['data-theme']!);
    host.followColorMode();
    return stop;
  }, [host]);
}

async function appendTokens(): Promise<void> {
  for (const { id, css } of await getThemeStyles(both)) {
    if (document.head.querySelector(`style[data-theme="${id}"]`)) continue;
    const style = document.createElement('style');
    style.dataset.theme = id;
    style.textContent = css;
    document.head.append(style);
  }
}

/** Jira names its own themes at each switch, of which some have no styles here. */
function keepThemes(themes: string): () => void {
  const html = document.documentElement;
  const keep = () => {
    if (html.dataset.theme !== themes) html.dataset.theme = themes;
  };
  keep();
  const observer = new MutationObserver(keep);
  observer.observe(html, { attributeFilter: ['data-theme'] });
  return () => observer.disconnect();
}
