// What an administrator is told while backups run and when something is in their way, in Jira's frame.
import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import { launchBrowser } from './browser.mjs';
import { JiraPage } from './jiraPage.mjs';
import { look } from './look.mjs';
import { setUp } from './setUp.mjs';
import { apiOf, sim } from './simulator.mjs';
import { outgoingAddress, startStack } from './stack.mjs';
import { stepsOf } from './steps.mjs';

const runEnds = { timeout: 120_000 };
const mostWait = 5_000;
const slowed = 'IT assets';
const other = 'Organisation';

let stack;
let browser;
let jira;
let frame;

before(async () => {
  stack = await startStack({ dataCenters: ['initech=itsm'] });
  browser = await launchBrowser();
  browser.page.setDefaultTimeout(20_000);
  jira = new JiraPage(browser.page, stack.jira);
  await jira.control('acme', 'install');
  await setUp(stack, apiOf(stack, 'acme'));
  await jira.open('acme');
  frame = await jira.openApp();
});

after(async () => {
  await browser?.close();
  await stack?.stop();
});

const step = stepsOf(async () => [(await frame?.locator('body').innerText()) ?? 'no frame yet', await stack.lastLines()]);

const button = (name) => frame.getByRole('button', { name, exact: true });
const field = (label) => frame.getByLabel(label, { exact: true });
const row = (...texts) => texts.reduce((rows, hasText) => rows.filter({ hasText }), frame.getByRole('row'));
const part = (name) => frame.getByRole('row', { name: new RegExp(`^${name} `) });
const go = (name) =>
  frame.getByRole('navigation', { name: 'Assets Backup & Migration' }).getByRole('link', { name }).click();
const home = () => go('Home');
const activity = () => go('Activity');

async function backUp(...texts) {
  await row(...texts).getByRole('button', { name: 'Backup now' }).click();
  await button('Back up').click();
}

/** Flags that stay would cover the buttons of the next page. Whichever came last is on top, and only that can be dismissed. */
async function dismissFlags(...titles) {
  const flags = frame.getByRole('alert').filter({ hasText: new RegExp(titles.join('|')) });
  await flags.nth(titles.length - 1).waitFor(runEnds);
  for (let left = await flags.count(); left > 0; left--) {
    await flags.getByRole('button', { name: 'Dismiss' }).click();
    await flags.nth(left - 1).waitFor({ state: 'detached' });
  }
}

const syncSchemas = () => button('Sync schemas').click();

const fault = (operation, kind, how) => sim(stack, 'POST', 'sites/acme/faults', { operation, kind, ...how });

step('a backup that Jira slows down shows how far it is and what it waits for', async () => {
  await fault('findObjectsByAql', 'tooManyRequests', { call: 12, times: 1_000, retryAfterSeconds: 8 });
  await backUp('acme.atlassian.net', slowed);
  const running = row('acme.atlassian.net', slowed);
  await running.getByText('In progress').waitFor();
  await running.getByText(/\d+%, [\d,]+ of [\d,]+/).waitFor();
  await running.getByText(/Jira/).last().waitFor();
  await look(jira, 'home-running');
  await running.getByRole('link', { name: slowed }).click();
  await frame.getByRole('progressbar').waitFor();
  await look(jira, 'schema-running');
});

step('once Jira lets it, the backup goes on, and what the site does not offer is told with why', async () => {
  await sim(stack, 'PUT', 'sites/acme/switches', { comments: false });
  await sim(stack, 'DELETE', 'sites/acme/faults');
  const made = row('Complete').getByRole('link').first();
  await made.waitFor({ timeout: 120_000 });
  await made.click();
  await part('Comments').getByText('Not available').waitFor();
  await part('Comments').getByText(/comments/).last().waitFor();
  await look(jira, 'snapshot-parts');
});

step('issues that name objects are counted, with the search to compare them in Jira', async () => {
  const issues = part('Objects in issues');
  const told = await issues.innerText();
  assert.match(told, /[1-9][\d,]* issues?, each counted once/);
  assert.match(told, /cf\[\d+\]|"[^"]+" is not EMPTY|in aqlFunction/i);
  const href = await issues.getByRole('link', { name: 'Search in Jira' }).getAttribute('href');
  assert.ok(href.startsWith('https://acme.atlassian.net/issues/?jql='), href);
});

step('a token that is taken back stops sync and backup, both wait for a new one and go on with it', async () => {
  await sim(stack, 'POST', 'sites/acme/tokens/valid-token/revoke');
  await home();
  await syncSchemas();
  await frame.getByText('1 run waits for a new API token').waitFor();
  await backUp('acme.atlassian.net', other);
  await frame.getByText('2 runs wait for a new API token').waitFor();
  await look(jira, 'home-token');

  await frame.getByRole('link', { name: 'Enter a new token' }).first().click();
  await field('API token').fill('new-token');
  await button('Save').click();
  await frame.getByText('The credentials work').waitFor();
  await home();
  await row('acme.atlassian.net', other).getByRole('link', { name: 'Restore' }).waitFor(runEnds);
  // The objects can be restored before comments, history and files are saved.
  await row('acme.atlassian.net', other).getByText('In progress').waitFor({ state: 'detached', ...runEnds });
  assert.equal(await frame.getByText('for a new API token').count(), 0);
});

step('an IP allowlist names the addresses to allow, at the sync and at the backup', async () => {
  await sim(stack, 'PUT', 'sites/acme/switches', { addressBlocked: true });
  await syncSchemas();
  const sync = frame.getByRole('main').getByRole('heading', { name: /could not be synced/ });
  await sync.waitFor();
  await backUp('acme.atlassian.net', other);
  await frame.getByRole('main').getByRole('heading', { name: `The last backup of ${other} failed` }).waitFor();
  const told = await frame.getByRole('main').innerText();
  assert.equal(told.split(outgoingAddress).length - 1 >= 2, true, told);
  await look(jira, 'home-allowlist');
  await dismissFlags('The backup failed', 'The schemas could not be synced');
  await sim(stack, 'PUT', 'sites/acme/switches', { addressBlocked: false });
});

step('a Data Center is added, a wrong token named at its field', async () => {
  await frame.getByRole('button', { name: 'Settings', exact: true }).click();
  await frame.getByRole('menuitem', { name: 'List of target instances' }).click();
  await frame.getByRole('link', { name: 'Add Data Center instance' }).first().click();
  await field('Connection name').fill('Initech');
  await field('Address').fill('https://initech.dc.example');
  await field('Token').fill('expired-pat');
  await button('Check and save').click();
  await frame.locator('[role=alert]').first().waitFor();
  assert.equal(await field('Token').getAttribute('aria-invalid'), 'true');
  await look(jira, 'data-center-wrong-token');

  await field('Token').fill('valid-pat');
  await button('Check and save').click();
  await frame.getByText('Initech is connected').waitFor();
  await look(jira, 'data-center-added');
});

step('its schemas are listed beside the others and backed up', async () => {
  await frame.getByRole('link', { name: 'Show the schemas' }).click();
  const place = row('initech.dc.example', other);
  await place.getByText('DC/Server').waitFor(runEnds);
  await backUp('initech.dc.example', other);
  await place.getByRole('link', { name: 'Restore' }).waitFor(runEnds);
  await look(jira, 'home-data-center');
});

step('a backup is stopped from the grid after a question, and the state shows within five seconds', async () => {
  await dismissFlags('The backup is complete');
  await fault('findObjectsByAql', 'tooManyRequests', { call: 2, times: 1_000, retryAfterSeconds: 8 });
  await home();
  await backUp('acme.atlassian.net', other);
  const running = row('acme.atlassian.net', other);
  const stop = running.getByRole('button', { name: 'Stop' });
  await running.getByText('In progress').waitFor();
  await stop.click();
  const question = frame.getByRole('dialog');
  await question.getByText('Not all its objects are read yet').waitFor();
  await look(jira, 'home-stop');
  const asked = performance.now();
  await question.getByRole('button', { name: 'Stop' }).click();
  await stop.waitFor({ state: 'detached' });
  assert.ok(performance.now() - asked < mostWait, `Stop showed after ${performance.now() - asked} ms`);
  await running.getByText(/Stopping/).first().waitFor({ state: 'detached', ...runEnds });
  await sim(stack, 'DELETE', 'sites/acme/faults');
  await activity();
  await row('Backup', 'Stopped').getByRole('link').first().waitFor();
  await look(jira, 'activity-stopped');
  await dismissFlags('The backup was stopped');
});

step('attachments that are switched off in the dialog are told in the backup as left out', async () => {
  await home();
  await row('acme.atlassian.net', other).getByRole('button', { name: 'Backup now' }).click();
  assert.ok(await field('Attachments').isEnabled());
  await frame.getByRole('dialog').getByText('Attachments', { exact: true }).click();
  assert.equal(await field('Attachments').isChecked(), false);
  await look(jira, 'backup-dialog-no-attachments');
  await button('Back up').click();
  await dismissFlags('The backup is complete');
  await row('acme.atlassian.net', other).getByRole('link', { name: other }).click();
  await row('Complete').getByRole('link').first().click();
  await part('Attachments').getByText('Not captured').waitFor();
  await part('Attachments').getByText('Left out').waitFor();
  await look(jira, 'snapshot-no-attachments');
});

step('a site that gives no attachments says so on the card and in the dialog, with why', async () => {
  const why = 'This site does not give attachments through its API.';
  await sim(stack, 'PUT', 'sites/acme/switches', { attachments: false });
  await home();
  await syncSchemas();
  await frame.getByText('Not available').first().waitFor(runEnds);
  await frame.getByText(why).first().waitFor();
  await row('acme.atlassian.net', other).getByRole('button', { name: 'Backup now' }).click();
  assert.ok(await field('Attachments').isDisabled());
  assert.equal(await field('Attachments').isChecked(), false);
  await frame.getByRole('dialog').getByText(why).waitFor();
  await look(jira, 'backup-dialog-attachments-not-available');
  await button('Cancel').click();
  await sim(stack, 'PUT', 'sites/acme/switches', { attachments: true });
});

step('the log of a sync that went well tells what it found', async () => {
  await activity();
  await row('Succeeded', 'schemas found').getByRole('link').first().click();
  await frame.getByRole('log').getByText('2 schemas found, 0 new, 0 gone, 0 in error').waitFor();
  await look(jira, 'sync-log');
});
