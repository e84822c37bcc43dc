/** A disabled button keeps the focus in name only: it answers no key. */
const isUsable = (element: Element | null): element is HTMLElement =>
  element instanceof HTMLElement &&
  element !== document.body &&
  element.isConnected &&
  !element.matches(':disabled');

export const isFocusLost = (): boolean => !isUsable(document.activeElement);

/** Where to go on after what had the focus is gone: the run that it started or stopped, or else the page's heading. */
export const landingOf = (runId?: string): HTMLElement | null =>
  [...document.querySelectorAll<HTMLElement>('main [data-run]')].find(
    ({ dataset }) => dataset.run === runId,
  ) ?? document.querySelector<HTMLElement>('main h1 [tabindex]');

/** What opened a dialog while it can still be used, otherwise the landing. */
export const returnTarget = (opener: Element | null, runId?: string): HTMLElement | null =>
  isUsable(opener) ? opener : landingOf(runId);
