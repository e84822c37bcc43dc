// The server is killed in the middle of a backup; after its next start the same run goes on to its end.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { endOf, setUp } from './setUp.mjs';
import { apiOf, sim } from './simulator.mjs';
import { startStack } from './stack.mjs';
import { until } from './until.mjs';

const objects = 20_000;

let stack;
let api;

before(async () => {
  stack = await startStack({ sites: [`acme=n:${objects}`, 'globex=empty'] });
  await sim(stack, 'POST', 'sites/acme/install');
  api = apiOf(stack, 'acme');
});

after(() => stack?.stop());

// After a few pages every further one is refused for now, so that the backup stands still in its middle.
const haltAfterPages = (pages) =>
  sim(stack, 'POST', 'sites/acme/faults', {
    operation: 'findObjectsByAql',
    kind: 'tooManyRequests',
    call: pages + 1,
    times: 1_000,
    retryAfterSeconds: 30,
  });

// Every page of a partition that was answered, with its partition; what the run reads to get to know the site is none.
async function pagesRead() {
  const partition = /^objectTypeId = \d+(?: AND objectId >= \d+)?(?: AND objectId < \d+)?/;
  const pages = await sim(stack, 'GET', 'sites/acme/searches');
  return pages
    .filter(({ query }) => partition.test(query))
    .map((page) => ({ partition: page.query.match(partition)[0], page: JSON.stringify(page) }));
}

test('a backup whose server is killed goes on after the next start and holds every object', async () => {
  const [schema] = await setUp(stack, api);
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
  const beforeKill = await pagesRead();
  await sim(stack, 'DELETE', 'sites/acme/searches');
  await sim(stack, 'DELETE', 'sites/acme/faults');
  await stack.startApp();
  const run = await endOf(api, runId);

  assert.equal(run.state, 'succeeded', run.errorMessage);
  const afterKill = new Set((await pagesRead()).map(({ page }) => page));
  const again = beforeKill.filter(({ page }) => afterKill.has(page)).map(({ partition }) => partition);
  assert.ok(beforeKill.length > 15, `${beforeKill.length} pages were read before the kill`);
  assert.equal(again.length, new Set(again).size, `more than one page of a partition was read again: ${again}`);
  const snapshots = (await api('GET', `schemas/${schema.id}/snapshots`)).items;
  assert.deepEqual(
    snapshots.map((snapshot) => [snapshot.state, snapshot.objects, snapshot.description]),
    [['complete', objects, 'Killed on the way']],
  );
  const verified = await endOf(api, (await api('POST', `snapshots/${snapshots[0].id}/verify`)).runId);
  assert.equal(verified.state, 'succeeded', verified.errorMessage);
});
