import type { ColorMode } from '../Host';

/** Jira's theming writes the mode on the html element, at the start and at each switch. */
export function followHtmlColorMode(apply: (mode: ColorMode) => void): void {
  const html = document.documentElement;
  const read = () => apply(html.dataset.colorMode === 'dark' ? 'dark' : 'light');
  new MutationObserver(read).observe(html, { attributeFilter: ['data-color-mode'] });
  read();
}
