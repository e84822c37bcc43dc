// A schedule from its dialog to the grid, in Jira's frame.
import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import { launchBrowser } from './browser.mjs';
import { JiraPage } from './jiraPage.mjs';
import { look } from './look.mjs';
import { setUp } from './setUp.mjs';
import { apiOf, sim } from './simulator.mjs';
import { startStack } from './stack.mjs';
import { stepsOf } from './steps.mjs';

const schema = 'IT assets';
/** Within which a change shows, in milliseconds (product F4). */
const soon = 20_000;

let stack;
let browser;
let jira;
let frame;
let api;

before(async () => {
  stack = await startStack();
  browser = await launchBrowser();
  browser.page.setDefaultTimeout(soon);
  jira = new JiraPage(browser.page, stack.jira);
  await jira.control('acme', 'install');
  api = apiOf(stack, 'acme');
  await setUp(stack, api);
  await jira.open('acme');
  frame = await jira.openApp();
  await frame.evaluate(() => (window.isSamePage = true));
});

after(async () => {
  await browser?.close();
  await stack?.stop();
});

const step = stepsOf(async () => [(await frame?.locator('body').innerText()) ?? 'no frame yet', await stack.lastLines()]);

const dialog = () => frame.getByRole('dialog');
const field = (label) => dialog().getByLabel(label, { exact: true });
const row = () => frame.getByRole('row').filter({ hasText: schema });
const save = () => dialog().getByRole('button', { name: 'Save' }).click();

async function openDialog() {
  await frame.getByRole('button', { name: `More actions for ${schema}` }).click();
  await frame.getByRole('menuitem', { name: 'Schedule backup' }).click();
  await dialog().waitFor();
}

/** Waits until the grid says that the schema is due at an hour and minute of UTC, on the page as it was opened. */
async function showsNext(time) {
  const begun = Date.now();
  await row().locator(`time[datetime*="T${time}:00"]`).waitFor();
  const took = Date.now() - begun;
  assert.ok(took < soon, `${time} showed after ${took} ms`);
  assert.ok(await frame.evaluate(() => window.isSamePage), 'the page was loaded again');
}

async function pick(label, text) {
  await field(label).fill(text);
  await field(label).press('Enter');
}

step('a daily time of one’s choice is shown in words and with its next times before it is saved', async () => {
  await openDialog();
  await dialog().getByText(/, every day/).waitFor();
  await field('Custom').check();
  await pick('Time zone', 'UTC');
  await pick('At', '3:15 AM');
  await dialog().getByText('At 3:15 AM, every day').first().waitFor();
  assert.equal(await dialog().locator('time[datetime*="T03:15:00"]').count(), 5);
  await look(jira, 'schedule-custom');
});

step('saved, it begins a backup and shows in the grid within 20 seconds, without a reload', async () => {
  await sim(stack, 'POST', 'sites/acme/faults', { operation: 'findObjectsByAql', kind: 'tooManyRequests', times: 1_000, retryAfterSeconds: 8 });
  await save();
  await showsNext('03:15');
  await row().getByText(/In queue|In progress/).waitFor();
  await look(jira, 'schedule-running');
});

step('the backup that it began is stopped after a confirmation; then the grid says Auto', async () => {
  await row().getByRole('button', { name: 'Stop' }).click();
  await dialog().getByRole('button', { name: 'Stop' }).click();
  await row().getByText('Auto', { exact: true }).waitFor({ timeout: 60_000 });
  await sim(stack, 'DELETE', 'sites/acme/faults');
  await showsNext('03:15');
});

step('what is no cron, what is too often and what is missing is told at the field', async () => {
  await openDialog();
  await field('Cron expression').check();
  const cron = dialog().getByRole('textbox', { name: 'Cron expression' });
  assert.equal(await cron.inputValue(), '15 3 * * *');
  await cron.fill('0 24 * * *');
  await dialog().getByText('Cron expression is not valid: field 2, the hour').waitFor();
  assert.equal(await cron.getAttribute('aria-invalid'), 'true');
  await look(jira, 'schedule-invalid');
  await cron.fill('0 */6 * * *');
  await dialog().getByText('The minimum allowed frequency of backup is once per day').waitFor();
  await cron.fill('');
  await save();
  await dialog().getByText('Cron expression is required').waitFor();
});

step('a change shows within 20 seconds', async () => {
  await dialog().getByRole('textbox', { name: 'Cron expression' }).fill('45 4 * * *');
  await field('Date and time').check();
  await dialog().getByText('4:45 AM', { exact: true }).waitFor();
  await save();
  await showsNext('04:45');
});

step('a change that another made shows within 20 seconds, too', async () => {
  const { id } = (await api('GET', 'schemas')).items.find(({ name }) => name === schema);
  await api('PUT', `schemas/${id}/schedule`, {
    isEnabled: true,
    time: { kind: 'custom', cron: '30 5 * * *', timeZone: 'UTC' },
  });
  await showsNext('05:30');
});

step('switched off, it is Disabled once its last backup has ended', async () => {
  await openDialog();
  await field('Enable').uncheck({ force: true });
  await dialog().getByText('Off', { exact: true }).waitFor();
  await save();
  await row().locator('time[datetime*="T05:30:00"]').waitFor({ state: 'detached' });
  await row().getByText('Disabled').waitFor({ timeout: 120_000 });
});
