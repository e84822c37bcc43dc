import type { ColorMode } from '../Host';

/**
 * Jira's theming writes the mode on the html element, at the start and at each switch. So does Atlaskit when it
 * applies one, and writing the same value again counts as a change: only a different mode is passed on.
 */
export function followHtmlColorMode(apply: (mode: ColorMode) => void): void {
  const html = document.documentElement;
  let known: ColorMode | null = null;
  const read = () => {
    const mode = html.dataset.colorMode === 'dark' ? 'dark' : 'light';
    if (mode === known) return;
    known = mode;
    apply(mode);
  };
  new MutationObserver(read).observe(html, { attributeFilter: ['data-color-mode'] });
  read();
}
