// The server is killed in the middle of a backup; after its next start the same run goes on to its end.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { apiOf, sim } from './simulator.mjs';
import { startStack } from './stack.mjs';
import { until } from './until.mjs';

const objects = 20_000;
const ended = ['succeeded', 'partial', 'failed', 'stopped'];

let stack;
let api;

before(async () => {
  stack = await startStack({ sites: [`acme=n:${objects}`, 'globex=empty'] });
  await sim(stack, 'POST', 'sites/acme/install');
  api = apiOf(stack, 'acme');
});

after(() => stack?.stop());

const endOf = (runId) =>
  until(`the end of run ${runId}`, async () => {
    const run = await api('GET', `runs/${runId}`);
    return ended.includes(run.state) && run;
  });

async function setUp() {
  const { workspaceId } = (await sim(stack, 'GET', 'sites')).find(({ name }) => name === 'acme');
  await api('PUT', 'connection/credentials', { email: 'admin@acme.example', apiToken: 'valid-token', workspaceId });
  const [{ region }] = (await api('GET', 'connection/storage-options')).items;
  await api('PUT', 'connection/storage', { region });
  await endOf((await api('POST', 'schemas/sync')).runId);
  return (await api('GET', 'schemas')).items[0];
}

// After a few pages every further one is refused for now, so that the backup stands still in its middle.
const haltAfterPages = (pages) =>
  sim(stack, 'POST', 'sites/acme/faults', {
    operation: 'findObjectsByAql',
    kind: 'tooManyRequests',
    call: pages + 1,
    times: 1_000,
    retryAfterSeconds: 30,
  });

// Partitions are read by id, each page after the last id of the one before it.
const aPage = /^objectTypeId = \d+( AND objectId [<>]=? \d+)* ORDER BY Key ASC$/;
const partitionOf = ({ query }) => query.replace(/ AND objectId > \d+/, '');

// What was durable before the kill is not asked for again: by the simulator's own record of searches.
function assertPagesReadOnce(searches, durable) {
  const pages = searches.filter(({ query, objects: found }) => aPage.test(query) && found > 25);
  for (const partition of new Set(pages.map(partitionOf))) {
    const queries = pages.filter((page) => partitionOf(page) === partition).map(({ query }) => query);
    const again = queries.length - new Set(queries).size;
    assert.ok(again <= 1, `${again} pages of ${partition} were read again`);
  }
  const objectsRead = pages.reduce((sum, page) => sum + page.objects, 0);
  assert.ok(objectsRead - objects <= objects - durable, `${objectsRead} objects were read, ${durable} of them before the kill`);
}

test('a backup whose server is killed goes on after the next start and holds every object', async () => {
  const schema = await setUp();
  await haltAfterPages(20);
  const { runId } = await api('POST', `schemas/${schema.id}/backups`, { description: 'Killed on the way' });
  const halfway = await until('a backup that stands still half-way', async () => {
    const [{ fired }] = await sim(stack, 'GET', 'sites/acme/faults');
    const run = await api('GET', `runs/${runId}`);
    return fired > 0 && run.done > 0 && run;
  });
  assert.equal(halfway.state, 'running');
  assert.ok(halfway.done < objects, `${halfway.done} objects were read before the kill`);

  await stack.killApp();
  await sim(stack, 'DELETE', 'sites/acme/faults');
  await sim(stack, 'DELETE', 'stats');
  await stack.startApp();
  const run = await endOf(runId);

  assert.equal(run.state, 'succeeded', run.errorMessage);
  assertPagesReadOnce(await sim(stack, 'GET', 'sites/acme/searches'), halfway.done);
  const snapshots = (await api('GET', `schemas/${schema.id}/snapshots`)).items;
  assert.deepEqual(
    snapshots.map((snapshot) => [snapshot.state, snapshot.objects, snapshot.description]),
    [['complete', objects, 'Killed on the way']],
  );
  const verified = await endOf((await api('POST', `snapshots/${snapshots[0].id}/verify`)).runId);
  assert.equal(verified.state, 'succeeded', verified.errorMessage);
});
