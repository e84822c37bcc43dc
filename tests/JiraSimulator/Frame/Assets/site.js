// What the page knows of its site, and how it asks the simulator.

const [, , siteName, ...view] = window.location.pathname.split('/');

const control = `/_sim/sites/${encodeURIComponent(siteName)}`;

async function answerOf(response) {
  const body = await response.json();
  if (!response.ok) {
    const violations = body.violations?.join('; ');
    const refusal = body.calls?.map((call) => `the app answered ${call.status} to ${call.event}`).join('; ');
    throw new Error(body.message ?? violations ?? refusal ?? `HTTP ${response.status}`);
  }
  return body;
}

export const read = async (path, query = {}) =>
  answerOf(await fetch(`${control}/${path}?${new URLSearchParams(query)}`));

export const tell = async (path, query = {}) =>
  answerOf(await fetch(`${control}/${path}?${new URLSearchParams(query)}`, { method: 'POST' }));

export const model = await read('page');

/** ['apps', appKey, moduleKey] while a page of the app is shown. */
export const route = { view: view[0] ?? '', appKey: view[1], moduleKey: view[2] };

export const homeUrl = `/sites/${siteName}/`;

export const moduleUrl = (moduleKey) => `${homeUrl}apps/${model.app.key}/${moduleKey}`;

const accountKey = `account:${siteName}`;
const wanted = new URLSearchParams(window.location.search).get('account') ?? localStorage.getItem(accountKey);

export const account = model.accounts.find(({ accountId }) => accountId === wanted) ?? model.accounts[0];

export function signInAs(accountId) {
  localStorage.setItem(accountKey, accountId);
  const url = new URL(window.location.href);
  url.searchParams.delete('account');
  window.location.replace(url);
  if (url.href === window.location.href) {
    window.location.reload();
  }
}
