// Product A1a: who is no Jira administrator sees one page that says so.
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
  await jira.control('acme', 'install');
});

after(async () => {
  await browser?.close();
  await stack?.stop();
});

for (const state of ['', '/setup/credentials', '/settings/targets']) {
  test(`an agent who opens ${state || 'the app'} sees the page that asks for an administrator and nothing else`, async () => {
    const frame = await jira.openAppAt('acme', { account: people.agent, state });

    await frame.getByText('Assets Backup & Migration is for Jira administrators').waitFor();
    await frame.getByText('Ask a Jira administrator of this site to open it').waitFor();
    assert.equal(await frame.locator('a, button, input').count(), 0);
    await screenshots(jira, 'not-administrator');
  });
}
