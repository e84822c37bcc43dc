// A webhook from its form to a failed backup that arrives at it, in Jira's frame.
import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import { launchBrowser } from './browser.mjs';
import { JiraPage } from './jiraPage.mjs';
import { look } from './look.mjs';
import { endOf, setUp } from './setUp.mjs';
import { apiOf, sim } from './simulator.mjs';
import { startStack } from './stack.mjs';
import { stepsOf } from './steps.mjs';
import { until } from './until.mjs';

const url = 'https://hooks.sinks.example/signed';

let stack;
let browser;
let jira;
let frame;
let api;
let schema;

before(async () => {
  stack = await startStack({ sites: ['acme=n:20', 'globex=empty'] });
  browser = await launchBrowser();
  browser.page.setDefaultTimeout(20_000);
  jira = new JiraPage(browser.page, stack.jira);
  await jira.control('acme', 'install');
  api = apiOf(stack, 'acme');
  [schema] = await setUp(stack, api);
  await jira.open('acme');
  frame = await jira.openApp();
});

after(async () => {
  await browser?.close();
  await stack?.stop();
});

const step = stepsOf(async () => [(await frame?.locator('body').innerText()) ?? 'no frame yet', await stack.lastLines()]);

const save = () => frame.getByRole('button', { name: 'Save' }).click();
const calls = () => sim(stack, 'GET', 'sinks/hooks');

step('without a channel the page says what one is for', async () => {
  await frame.getByRole('button', { name: 'Settings' }).click();
  await frame.getByRole('menuitem', { name: 'Notifications' }).click();
  await frame.getByText('Nobody is told of what happens yet').waitFor();
  await look(jira, 'notifications-none');
  await frame.getByRole('link', { name: 'Add channel' }).click();
});

step('an address that is wrong, or that may not be called, is told at its field', async () => {
  await frame.getByText('This server sends no e-mail').waitFor();
  await frame.getByRole('radio', { name: 'Signed webhook' }).check();
  await frame.getByLabel('Name').fill('Service desk');
  await frame.getByLabel('Webhook URL').fill('http://hooks.sinks.example/signed');
  await save();
  await frame.getByText('The address must start with https://.').waitFor();
  await frame.getByLabel('Webhook URL').fill('https://127.0.0.1/hook');
  await save();
  await frame.getByText("The webhook's address may not be called.", { exact: true }).waitFor();
  await look(jira, 'notifications-form');
});

step('a channel shows its secret once, and a test message arrives signed with it', async () => {
  await frame.getByLabel('Webhook URL').fill(url);
  await save();
  await frame.getByText('Service desk is told from now on').waitFor();
  const secret = await frame.locator('code').innerText();
  assert.match(secret, /^whsec_/);
  await sim(stack, 'PUT', 'sinks/hooks', { secret });
  await look(jira, 'notifications-added');
  await frame.getByRole('button', { name: 'Test' }).click();
  await frame.getByText('Service desk took the test message').waitFor();
  const [call] = await calls();
  assert.equal(call.fault, null);
  assert.equal(JSON.parse(call.body).type, 'test');
});

step('a backup that fails arrives', async () => {
  await sim(stack, 'PUT', 'sites/acme/switches', { closedSchemas: [schema.key] });
  const { runId } = await api('POST', `schemas/${schema.id}/backups`, { description: null });
  const run = await endOf(api, runId);
  assert.equal(run.state, 'failed', run.errorMessage);
  const call = await until('the message', async () => (await calls())[1], { seconds: 30 });
  assert.equal(call.fault, null);
  const { type, data } = JSON.parse(call.body);
  assert.equal(type, 'backup.failed');
  assert.equal(data.runId, runId);
  assert.equal(data.text, run.errorMessage);
  assert.equal(data.link, `https://acme.atlassian.net/plugins/servlet/ac/assets-backup/assets-backup-page#!/activity/${runId}`);
});

step('what does not arrive is told in the list, with what to do', async () => {
  await sim(stack, 'PUT', 'sinks/hooks', { answers: [404] });
  await frame.getByRole('link', { name: 'Notifications' }).first().click();
  await frame.getByRole('button', { name: 'Test' }).click();
  await frame.getByText('The test message of Service desk did not arrive').waitFor();
  await frame.getByRole('cell').getByText('Make a new one there and enter it here', { exact: false }).waitFor();
  await look(jira, 'notifications-failed');
});
