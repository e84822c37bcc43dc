// The set-up as the wizard does it, by the app's API, and the end of a run.
import { sim } from './simulator.mjs';
import { until } from './until.mjs';

const ended = ['succeeded', 'partial', 'failed', 'stopped'];

export const endOf = (api, runId) =>
  until(`the end of run ${runId}`, async () => {
    const run = await api('GET', `runs/${runId}`);
    return ended.includes(run.state) && run;
  });

/** Credentials, storage and the first sync of acme; answers its schemas. */
export async function setUp(stack, api) {
  const { workspaceId } = (await sim(stack, 'GET', 'sites')).find(({ name }) => name === 'acme');
  await api('PUT', 'connection/credentials', { email: 'admin@acme.example', apiToken: 'valid-token', workspaceId });
  const [{ region }] = (await api('GET', 'connection/storage-options')).items;
  await api('PUT', 'connection/storage', { region });
  await endOf(api, (await api('POST', 'schemas/sync')).runId);
  return (await api('GET', 'schemas')).items;
}
