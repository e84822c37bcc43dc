// The whole job in Jira's frame: set the app up, back two schemas up, restore them to another site, both sides equal.
import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import { launchBrowser } from './browser.mjs';
import { JiraPage } from './jiraPage.mjs';
import { look } from './look.mjs';
import { sim } from './simulator.mjs';
import { startStack } from './stack.mjs';
import { stepsOf } from './steps.mjs';

const schemas = ['Organisation', 'IT assets'];
const runEnds = { timeout: 240_000 };

let stack;
let browser;
let jira;
let frame;

before(async () => {
  stack = await startStack();
  browser = await launchBrowser();
  browser.page.setDefaultTimeout(20_000);
  jira = new JiraPage(browser.page, stack.jira);
  for (const site of ['acme', 'globex']) {
    await jira.control(site, 'install');
  }
});

after(async () => {
  await browser?.close();
  await stack?.stop();
});

const step = stepsOf(async () => [(await frame?.locator('body').innerText()) ?? 'no frame yet', await stack.lastLines()]);

const button = (name) => frame.getByRole('button', { name, exact: true });
const heading = (name) => frame.getByRole('heading', { name, exact: true });
const field = (label) => frame.getByLabel(label, { exact: true });
const row = (text) => frame.getByRole('row').filter({ hasText: text });
const open = (page) =>
  frame.getByRole('navigation', { name: 'Assets Backup & Migration' }).getByRole('link', { name: page }).click();

/** Whether a message is seen in the frame without scrolling. */
const isWholeInView = (text) =>
  frame.locator('[role=alert]', { hasText: text }).evaluate((message) => {
    const { top, bottom } = message.getBoundingClientRect();
    return top >= 0 && bottom <= window.innerHeight;
  });

async function setting(item) {
  await frame.getByRole('button', { name: 'Settings', exact: true }).click();
  await frame.getByRole('menuitem', { name: item }).click();
}

step('the entry in the navigation opens the wizard at its first step', async () => {
  await jira.open('acme');
  frame = await jira.openApp();
  await heading('Credentials').waitFor();
  await look(jira, 'setup-credentials');
});

step('a wrong token is named at its field, and the right one finds the workspace', async () => {
  await field('E-mail').fill('admin@acme.example');
  await field('API token').fill('wrong-token');
  await button('Find it for me').click();
  await frame.locator('[role=alert]', { hasText: 'token' }).first().waitFor();
  assert.equal(await field('API token').getAttribute('aria-invalid'), 'true');
  assert.ok(await isWholeInView('Jira did not accept this e-mail address and API token'));
  await look(jira, 'setup-wrong-token');

  await field('API token').fill('valid-token');
  await button('Find it for me').click();
  const { workspaceId } = (await sim(stack, 'GET', 'sites')).find(({ name }) => name === 'acme');
  await frame.waitForFunction((id) => [...document.querySelectorAll('input')].some(({ value }) => value === id), workspaceId);
  await button('Save and Continue').click();
  await frame.getByText('The credentials work').waitFor();
  await look(jira, 'setup-storage');
});

step('storage is chosen and the sync lists both schemas', async () => {
  await button('Save and Continue').click();
  await heading('Sync schemas').waitFor();
  await button('Sync schemas').click();
  await frame.getByText('The schemas are synced', { exact: true }).waitFor(runEnds);
  await look(jira, 'setup-sync');
  await button('Finish').click();
  for (const name of schemas) {
    await row(name).waitFor();
  }
});

for (const name of schemas) {
  step(`${name} is backed up from the grid`, async () => {
    await row(name).getByRole('button', { name: 'Backup now' }).click();
    await frame.getByLabel('Description').fill(`Before the move of ${name}`);
    await frame.getByRole('checkbox', { name: 'Attachments' }).waitFor({ state: 'attached' });
    if (name === 'Organisation') {
      await look(jira, 'backup-dialog');
    }
    await button('Back up').click();
    await row(name).getByRole('link', { name: 'Restore' }).waitFor(runEnds);
    assert.equal(await row(name).getByText('Never').count(), 0);
  });
}

step('the schema page lists the backup as complete', async () => {
  await look(jira, 'home');
  await frame.getByRole('link', { name: 'IT assets', exact: true }).click();
  await row('Before the move of IT assets').getByText('Complete').waitFor();
  await look(jira, 'schema');
  await frame.getByRole('tab', { name: 'Restores' }).click();
  await frame.getByText('Nothing was restored from this schema yet').waitFor();
  await look(jira, 'schema-restores');
  await frame.getByRole('tab', { name: 'Backups' }).click();
  await row('Before the move of IT assets').getByRole('link').first().click();
  await frame.getByText('What this backup holds').waitFor();
  for (const part of ['Schema', 'Object types', 'Attributes', 'Objects']) {
    await frame.getByRole('row', { name: new RegExp(`^${part} Captured [1-9]`) }).waitFor();
  }
  await look(jira, 'snapshot');
});

step('the other site is added as a target instance', async () => {
  const { workspaceId } = (await sim(stack, 'GET', 'sites')).find(({ name }) => name === 'globex');
  await setting('List of target instances');
  await frame.getByRole('link', { name: 'Add new target instance' }).first().click();
  await field('Connection name').waitFor();
  await look(jira, 'target-new');
  await field('Connection name').fill('Globex');
  await field('Site URL').fill('https://globex.atlassian.net');
  await field('E-mail').fill('admin@acme.example');
  await field('API token').fill('valid-token');
  await field('Workspace ID').fill(workspaceId);
  await button('Save target instance').click();
  await frame.getByText('Globex is ready to be restored to').waitFor();
  await look(jira, 'target-added');
  await frame.getByRole('main').getByRole('link', { name: 'List of target instances' }).last().click();
  await row('Globex').waitFor();
  await look(jira, 'targets');
});

for (const name of schemas) {
  step(`${name} is restored to the target, the plan reviewed before`, async () => {
    await open('Home');
    await row('acme.atlassian.net').filter({ hasText: name }).getByRole('link', { name: 'Restore' }).click();
    await frame.getByLabel('Restore to').click();
    await frame.getByRole('option', { name: /^Globex/ }).click();
    await button('Make the plan').click();
    await button('Apply').waitFor(runEnds);
    await frame.getByRole('table').first().waitFor();
    await look(jira, `plan-${name === 'Organisation' ? 'organisation' : 'it-assets'}`);

    await button('Apply').click();
    await frame.getByRole('dialog').getByRole('button', { name: 'Apply' }).click();
    await frame.getByText('The restore succeeded').waitFor(runEnds);
    await look(jira, `result-${name === 'Organisation' ? 'organisation' : 'it-assets'}`);
  });
}

step('activity tells who did it in words, and numbers as they are read', async () => {
  await open('Activity');
  const restored = row(/\d,\d{3} objects in 35 object types created/).first();
  await restored.getByText('You', { exact: true }).waitFor();
  await look(jira, 'activity');
  await row('Backup').first().getByRole('link').first().click();
  await frame.getByRole('log').waitFor();
  await look(jira, 'run');
  await setting('Connection');
  await field('E-mail').waitFor();
  await look(jira, 'settings');
});

step('both sides are equal', async () => {
  const sites = await sim(stack, 'GET', 'sites');
  const side = (site, name) => ({
    site,
    schemaId: sites.find((known) => known.name === site).schemas.find((schema) => schema.name === name).id,
  });
  const pairs = schemas.map((name) => ({ from: side('acme', name), to: side('globex', name) }));

  const { differenceCount, differences, counts } = await sim(stack, 'POST', 'compare', { pairs });

  assert.deepEqual(differences, []);
  assert.equal(differenceCount, 0);
  assert.ok(counts.objects >= 3_000, `${counts.objects} objects were compared`);
});
