// jira.js, a public client whose models check every answer, reads the simulator: one that they do not fit fails the call.
import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { createCloudClient, createServiceDeskClient } from "jira.js";
import { createClient } from "jira.js/core";
import { startSimulator } from "./simulator.mjs";

let simulator;
let platform;
let serviceDesk;

before(async () => {
  simulator = await startSimulator(["--site", "acme=itsm"]);
  const client = createClient({
    host: await simulator.doorTo("acme.atlassian.net"),
    auth: { type: "basic", email: "admin@acme.example", apiToken: "valid-token" },
    onSchemaMismatch: "throw",
  });
  platform = createCloudClient(client);
  serviceDesk = createServiceDeskClient(client);
});

after(() => simulator?.stop());

test("who and where one is", async () => {
  const info = await platform.serverInfo.getServerInfo();
  const me = await platform.myself.getCurrentUser({ expand: "groups" });
  assert.equal(info.baseUrl, "https://acme.atlassian.net");
  assert.equal(me.displayName, "Ada Admin");
});

test("people and groups", async () => {
  const [ada] = await platform.userSearch.findUsers({ query: "ada" });
  const again = await platform.users.getUser({ accountId: ada.accountId });
  const all = await platform.users.getAllUsers({ maxResults: 50 });
  const groups = await platform.groups.findGroups({ query: "it" });
  assert.equal(again.displayName, "Ada Admin");
  assert.equal(all.length, 8);
  assert.ok(groups.groups.some(({ name }) => name === "it-staff"));
});

test("permissions", async () => {
  const mine = await platform.permissions.getMyPermissions({ permissions: "ADMINISTER" });
  const bulk = await platform.permissions.getBulkPermissions({ globalPermissions: ["ADMINISTER"] });
  assert.equal(mine.permissions.ADMINISTER.havePermission, true);
  assert.deepEqual(bulk.globalPermissions, ["ADMINISTER"]);
});

test("projects", async () => {
  const page = await platform.projects.searchProjects({ maxResults: 2 });
  assert.equal(page.total, 5);
  assert.equal(page.values.length, 2);
});

test("fields and their contexts", async () => {
  const fields = await platform.issueFields.getFields();
  const page = await platform.issueFields.getFieldsPaginated({ type: ["custom"] });
  const assets = fields.find(({ schema }) => schema?.custom?.endsWith(":cmdb-object-cftype"));
  const contexts = await platform.issueCustomFieldContexts.getContextsForField({ fieldId: assets.id });
  assert.ok(page.values.some(({ id }) => id === assets.id));
  assert.ok(contexts.values.length > 0);
});

test("every issue, page by page", async () => {
  const jql = "project is not EMPTY ORDER BY key";
  const { count } = await platform.issueSearch.countIssues({ jql });
  const keys = new Set();
  let nextPageToken;
  do {
    const page = await platform.issueSearch.searchAndReconsileIssuesUsingJql({ jql, maxResults: 100, fields: ["*all"], nextPageToken });
    for (const issue of page.issues) keys.add(issue.key);
    nextPageToken = page.nextPageToken;
  } while (nextPageToken);
  const posted = await platform.issueSearch.searchAndReconsileIssuesUsingJqlPost({ jql, maxResults: 5, fields: ["summary"] });
  const issue = await platform.issues.getIssue({ issueIdOrKey: posted.issues[0].key });
  assert.equal(keys.size, count);
  assert.equal(posted.issues.length, 5);
  assert.equal(issue.key, posted.issues[0].key);
});

test("the service desk and the workspace of Assets", async () => {
  const info = await serviceDesk.info.getInfo();
  const page = await serviceDesk.assets.getAssetsWorkspaces({ start: 0, limit: 50 });
  assert.equal(info.isLicensedForUse, true);
  assert.match(page.values[0].workspaceId, /^[0-9a-f-]{36}$/);
});

test("an answer that does not fit would be told", async () => {
  const client = createClient({ host: await simulator.doorTo("acme.atlassian.net"), onSchemaMismatch: "throw" });
  const { serverInfo } = createCloudClient({
    ...client,
    sendRequest: (request) => client.sendRequest({ ...request, url: "/_edge/tenant_info", schema: request.schema.required() }),
  });
  await assert.rejects(serverInfo.getServerInfo(), { name: "SchemaMismatchError" });
});
