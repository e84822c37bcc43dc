// jira-client, a second public client, older than the first: it checks no answer, but knows the addresses and reads what they give.
import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import JiraApi from "jira-client";
import { startSimulator } from "./simulator.mjs";

let simulator;
let door;
let jira;

before(async () => {
  simulator = await startSimulator(["--site", "acme=itsm"]);
  const { hostname, port } = new URL(await simulator.doorTo("acme.atlassian.net"));
  door = { protocol: "http", host: hostname, port, apiVersion: "3" };
  jira = new JiraApi({ ...door, username: "admin@acme.example", password: "valid-token" });
});

after(() => simulator?.stop());

test("who and where one is", async () => {
  assert.equal((await jira.getServerInfo()).baseUrl, "https://acme.atlassian.net");
  assert.equal((await jira.getCurrentUser()).displayName, "Ada Admin");
});

test("fields", async () => {
  const fields = await jira.listFields();
  assert.ok(fields.some(({ schema }) => schema?.custom?.endsWith(":cmdb-object-cftype")));
});

test("an issue", async () => {
  const jql = encodeURIComponent("project is not EMPTY ORDER BY key");
  const { issues } = await jira.genericGet(`search/jql?jql=${jql}&fields=summary&maxResults=1`);
  const issue = await jira.findIssue(issues[0].key);
  assert.equal(issue.key, issues[0].key);
  await assert.rejects(jira.findIssue("NONE-1"), ({ message }) => message.includes("errorMessages"));
});

test("a wrong token is refused", async () => {
  const stranger = new JiraApi({ ...door, username: "admin@acme.example", password: "another" });
  await assert.rejects(stranger.getCurrentUser(), ({ message }) => message.includes("401"));
});
