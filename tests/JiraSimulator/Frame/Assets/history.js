// An app's history states, as #!state in the address of the page (contract/connect.md §6).

const prefix = '#!';

export const currentState = () =>
  window.location.hash.startsWith(prefix) ? decodeURI(window.location.hash.slice(prefix.length)) : '';

export const describe = (hash) => ({
  key: null,
  hash,
  title: document.title,
  href: window.location.href,
});

export function change(kind, { hash, title }) {
  const oldURL = window.location.href;
  const url = new URL(oldURL);
  url.hash = hash === '' ? '' : `!${hash}`;
  window.history[kind === 'push' ? 'pushState' : 'replaceState'](null, '', url);
  if (title) {
    document.title = title;
  }
  return { ...describe(hash), oldURL, newURL: window.location.href };
}

/** Hears back, forward and a changed address. */
export function onPop(listener) {
  let oldURL = window.location.href;
  window.addEventListener('popstate', () => {
    listener({ ...describe(currentState()), oldURL, newURL: window.location.href });
    oldURL = window.location.href;
  });
}
