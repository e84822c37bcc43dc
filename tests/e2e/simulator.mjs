// What a test asks of the simulator itself, and the app's API as one of its accounts calls it.
import assert from 'node:assert/strict';
import { people } from './jiraPage.mjs';

const json = { 'Content-Type': 'application/json' };

/** One call of the simulator's control API, such as sim(stack, 'GET', 'sites'). */
export async function sim(stack, method, path, body) {
  const response = await fetch(`${stack.jira}/_sim/${path}`, { method, headers: json, body: body && JSON.stringify(body) });
  const text = await response.text();
  assert.ok(response.ok, `${method} ${path} answered ${response.status} ${text}`);
  return text && JSON.parse(text);
}

/** The app's API as an administrator of the site, with a token that the frame would get. */
export function apiOf(stack, site) {
  return async (method, path, body) => {
    const { token } = await sim(stack, 'GET', `sites/${site}/context-token?account=${people.admin}`);
    const headers = { ...json, Authorization: `JWT ${token}` };
    const response = await fetch(`${stack.app}/api/${path}`, { method, headers, body: body && JSON.stringify(body) });
    const text = await response.text();
    assert.ok(response.ok, `${method} ${path} answered ${response.status} ${text}`);
    return text && JSON.parse(text);
  };
}
