// The app inside Jira's administration: how it gets in, who gets in, and what the frame follows.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launchBrowser } from './browser.mjs';
import { JiraPage, people } from './jiraPage.mjs';
import { screenshots } from './screenshots.mjs';
import { startStack } from './stack.mjs';

let stack;
let browser;
let jira;

before(async () => {
  stack = await startStack({ sites: ['acme=empty', 'globex=empty'] });
  browser = await launchBrowser();
  jira = new JiraPage(browser.page, stack.jira);
});

after(async () => {
  await browser?.close();
  await stack?.stop();
});

// What the app's server says to this person, asked from inside the frame with Jira's own token.
const session = (frame) =>
  frame.evaluate(async () => {
    const token = await window.AP.context.getToken();
    const response = await fetch('/api/session', { headers: { Authorization: `JWT ${token}` } });
    return { status: response.status, ...(await response.json()) };
  });

test('an administrator installs the app in Manage apps and opens it from the navigation', async () => {
  await jira.open('acme');
  await jira.install();
  const frame = await jira.openApp();

  const { status, accountId, siteUrl } = await session(frame);

  assert.deepEqual(
    { status, accountId, siteUrl },
    { status: 200, accountId: people.admin, siteUrl: 'https://acme.atlassian.net' },
  );
  await screenshots(jira, 'frame-first-visit');
});

test('someone who is no administrator has no entry and is refused behind a link', async () => {
  await jira.control('acme', 'install');
  await jira.open('acme', { account: people.agent });
  assert.equal(await jira.page.getByRole('link', { name: 'Assets Backup & Migration' }).count(), 0);

  const { status, code } = await session(await jira.openAppAt('acme', { account: people.agent }));

  assert.deepEqual({ status, code }, { status: 403, code: 'not-an-administrator' });
});

test('history states, flags and the theme pass through the bridge', async () => {
  await jira.control('acme', 'install');
  const frame = await jira.openAppAt('acme', { theme: 'dark' });
  // The app itself goes to its wizard first.
  await jira.page.waitForURL(/#!\/setup\//);
  await frame.evaluate(() => {
    window.AP.theming.initializeTheming();
    window.AP.history.pushState('/schemas/7?tab=2');
    window.AP.flag.create({ title: 'Backup started', type: 'success' });
  });

  await frame.waitForFunction(() => document.documentElement.dataset.colorMode === 'dark');
  await jira.flag('Backup started').waitFor();
  await jira.page.waitForURL(/#!\/schemas\/7\?tab=2$/);

  await jira.switchTheme();
  await frame.waitForFunction(() => document.documentElement.dataset.colorMode === 'light');
});

test('an expired token is refused and the next good one is taken', async () => {
  await jira.control('acme', 'install');
  const frame = await jira.openAppAt('acme');

  await jira.control('acme', 'context-token-mode?mode=expired');
  const expired = await session(frame);
  await jira.control('acme', 'context-token-mode?mode=valid');
  const fresh = await session(frame);

  assert.deepEqual([expired.status, fresh.status], [401, 200]);
});

test('a forged lifecycle call is refused and the installation goes on working', async () => {
  await jira.control('acme', 'install');
  for (const kind of ['unsigned', 'hs256', 'context-token', 'wrong-key', 'wrong-aud', 'wrong-iss', 'wrong-qsh', 'tampered-body']) {
    const { body } = await jira.control('acme', `forge-lifecycle?kind=${kind}`);
    assert.equal(body.status, 401, kind);
  }

  assert.equal((await session(await jira.openAppAt('acme'))).status, 200);
});

test('after an uninstall the page offers to install, and the old token opens nothing', async () => {
  await jira.control('globex', 'install');
  const frame = await jira.openAppAt('globex');
  const token = await frame.evaluate(() => window.AP.context.getToken());

  await jira.control('globex', 'uninstall');

  await jira.open('globex');
  await jira.page.getByRole('button', { name: 'Install app' }).waitFor();
  const response = await fetch(`${stack.app}/api/session`, { headers: { Authorization: `JWT ${token}` } });
  assert.equal(response.status, 401);
});
