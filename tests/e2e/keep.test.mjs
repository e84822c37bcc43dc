// How long backups are kept, and what holds them, in Jira's frame.
import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import { launchBrowser } from './browser.mjs';
import { JiraPage } from './jiraPage.mjs';
import { look } from './look.mjs';
import { endOf, setUp } from './setUp.mjs';
import { apiOf, sim } from './simulator.mjs';
import { startStack } from './stack.mjs';
import { stepsOf } from './steps.mjs';

const objects = 300;
const gone = 100;

let stack;
let browser;
let jira;
let frame;
let api;
let schema;

before(async () => {
  stack = await startStack({ sites: [`acme=n:${objects}`] });
  browser = await launchBrowser();
  browser.page.setDefaultTimeout(20_000);
  jira = new JiraPage(browser.page, stack.jira);
  await jira.control('acme', 'install');
  api = apiOf(stack, 'acme');
  [schema] = await setUp(stack, api);
  await backUp();
  await jira.open('acme');
  frame = await jira.openApp();
});

after(async () => {
  await browser?.close();
  await stack?.stop();
});

const step = stepsOf(async () => [(await frame?.locator('body').innerText()) ?? 'no frame yet', await stack.lastLines()]);

const button = (name) => frame.getByRole('button', { name, exact: true });
const dialog = () => frame.getByRole('dialog');
const inDialog = (name) => dialog().getByRole('button', { name, exact: true });
const field = (label) => frame.getByLabel(label, { exact: true });
const go = (name) =>
  frame.getByRole('navigation', { name: 'Assets Backup & Migration' }).getByRole('link', { name }).click();

async function backUp() {
  const { runId } = await api('POST', `schemas/${schema.id}/backups`, { description: null });
  assert.equal((await endOf(api, runId)).state, 'succeeded');
  return runId;
}

const lost = () => frame.getByText(`${schema.name}: ${gone} of ${objects} objects are gone`);

/** The menu of the newest backup, opened; answers its button. */
async function openMenu() {
  const menu = frame.getByRole('button', { name: /^More actions for backup / }).first();
  await menu.click();
  return menu;
}

const choose = (name) => frame.getByRole('menuitem', { name, exact: true }).click();
const hasFocus = (locator) => locator.and(frame.locator(':focus')).waitFor();

step('rules of retention say what they do before they are saved', async () => {
  await frame.getByRole('link', { name: schema.name }).click();
  await frame.getByRole('tab', { name: 'Settings' }).click();
  await frame.getByText('Keep everything for 365 days').waitFor();
  await field('Rules of its own').check();
  await field('Days for which everything is kept').fill('none');
  await button('Save').click();
  await frame.getByText('Enter a whole number from 1 to 36,500').waitFor();
  await look(jira, 'retention-invalid');
  await field('Days for which everything is kept').fill('30');
  await field('Months').fill('12');
  await frame.getByText('The one backup stays.').waitFor();
  await button('Save').click();
  await frame.getByText(`Retention of ${schema.name} is saved`).waitFor();
  await look(jira, 'retention');
  const { policy, isDefault } = await api('GET', `schemas/${schema.id}/retention`);
  assert.deepEqual([policy.withinDays, policy.monthly, isDefault], [30, 12, false]);
});

step('a mass deletion raises an alarm that stands on Home with what was lost', async () => {
  const all = await sim(stack, 'GET', 'sites/acme/objects');
  for (const { id } of all.slice(0, gone)) await sim(stack, 'DELETE', `sites/acme/objects/${id}`);
  await backUp();
  await go('Home');
  await lost().waitFor();
  await frame.getByText('Object types that lost most:').waitFor();
  await look(jira, 'alarm');
});

step('acknowledged after a question, it is gone, and the schema’s backups are held no longer', async () => {
  await button('Acknowledge').click();
  await inDialog('Acknowledge').waitFor();
  await look(jira, 'alarm-acknowledge');
  await inDialog('Acknowledge').click();
  await lost().waitFor({ state: 'detached' });
  assert.equal((await api('GET', `schemas/${schema.id}/retention`)).isHeld, false);
});

step('a backup is pinned and unpinned, and the focus comes back to the menu', async () => {
  await frame.getByRole('link', { name: schema.name }).click();
  await openMenu();
  await choose('Pin');
  await inDialog('Pin').waitFor();
  await look(jira, 'pin');
  await inDialog('Pin').click();
  await frame.getByText('Pinned', { exact: true }).waitFor();
  await dialog().waitFor({ state: 'detached' });
  const menu = frame.getByRole('button', { name: /^More actions for backup / }).first();
  await hasFocus(menu);
  await openMenu();
  await choose('Unpin');
  await inDialog('Unpin').click();
  await frame.getByText('Pinned', { exact: true }).waitFor({ state: 'detached' });
  await hasFocus(menu);
});

step('a backup is deleted once its id was typed', async () => {
  const [{ shortId }] = (await api('GET', `schemas/${schema.id}/snapshots`)).items;
  await openMenu();
  await choose('Delete');
  await dialog().getByLabel(`Type ${shortId} to confirm`).fill(shortId);
  await look(jira, 'delete');
  await inDialog('Delete').click();
  await frame.getByRole('link', { name: shortId }).waitFor({ state: 'detached' });
  assert.equal((await api('GET', `schemas/${schema.id}/snapshots`)).items.length, 1);
});

step('the audit log tells each of these, and what it is filtered by', async () => {
  await go('Audit log');
  const rowOf = (text) => frame.getByRole('row').filter({ hasText: text });
  await rowOf('Alarm acknowledged').getByText(`Objects: ${objects} → ${objects - gone}`).waitFor();
  await rowOf('Alarm raised').getByText('Automatic').waitFor();
  await rowOf('Backup pinned').waitFor();
  await rowOf('Backup unpinned').waitFor();
  assert.equal(await rowOf('Backup deleted').getByRole('link').count(), 0, 'what is gone has no page');
  await look(jira, 'audit');
  await frame.getByRole('combobox', { name: 'Action' }).click();
  await frame.getByRole('option', { name: 'Retention changed' }).click();
  await rowOf('Alarm acknowledged').waitFor({ state: 'detached' });
  await rowOf('Retention changed')
    .getByText('Kept: by default: everything for 365 days → everything for 30 days, the newest of each of the last 12 months')
    .waitFor();
});
