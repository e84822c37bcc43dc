// The simulator and the app beside it, as published into artifacts/, each on a free port with data of its own.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const artifacts = fileURLToPath(new URL('../../artifacts/', import.meta.url));
const patience = 60_000;

/** Where the app's calls come from, as its operator has configured it. */
export const outgoingAddress = '198.51.100.7';

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}

async function answers(url, program) {
  for (const until = Date.now() + patience; Date.now() < until; await delay(200)) {
    if (hasEnded(program)) {
      throw new Error(`${program.spawnargs.join(' ')} ended before ${url} answered`);
    }
    const response = await fetch(url).catch(() => null);
    if (response?.ok) {
      return;
    }
  }
  throw new Error(`${url} does not answer`);
}

function run(log, args, env = {}) {
  const program = spawn('dotnet', args, { env: { ...process.env, ...env } });
  const file = createWriteStream(log, { flags: 'a' });
  program.stdout.pipe(file, { end: false });
  program.stderr.pipe(file, { end: false });
  return program;
}

const hasEnded = (program) => program.exitCode !== null || program.signalCode !== null;

async function end(program, signal = 'SIGTERM') {
  if (program && !hasEnded(program)) {
    program.kill(signal);
    await once(program, 'exit');
  }
}

/** Starts both. `sites` and `dataCenters` are the simulator's, as NAME=WORLD. */
export async function startStack({ sites = ['acme=itsm', 'globex=empty'], dataCenters = [] } = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'e2e-stack-'));
  const [jiraPort, appPort] = [await freePort(), await freePort()];
  const jira = `http://localhost:${jiraPort}`;
  const app = `http://localhost:${appPort}`;
  const hosts = join(folder, 'hosts.json');

  const simulator = run(join(folder, 'simulator.log'), [
    join(artifacts, 'simulator/JiraSimulator.dll'),
    ...['--http-port', jiraPort, '--hosts-file', hosts, '--app-url', app],
    ...sites.flatMap((site) => ['--site', site]),
    ...dataCenters.flatMap((name) => ['--data-center', name]),
  ]);
  const settings = {
    ASPNETCORE_ENVIRONMENT: 'Development',
    DataDirectory: join(folder, 'data'),
    Atlassian__Limits__Enabled: 'false',
    // Of a counted world the objects are wanted, many and soon.
    Capture__CallsPerObject: String(!sites.some((site) => site.includes('=n:'))),
    SimulatedHosts__Assembly: join(artifacts, 'simulated-hosts/SimulatedHosts.dll'),
    SimulatedHosts__File: hosts,
    Outbound__Addresses__0: outgoingAddress,
    Connect__BaseUrl: app,
    Connect__BridgeScript: `${jira}/all.js`,
    Connect__FrameAncestors__0: jira,
  };
  let server;
  const startApp = async () => {
    const command = [join(artifacts, 'app/assets-backup.dll'), 'serve', '--urls', app];
    server = run(join(folder, 'app.log'), command, settings);
    await answers(`${app}/atlassian-connect.json`, server);
  };
  const stop = async () => {
    await end(server);
    await end(simulator);
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await answers(`${jira}/`, simulator);
    await startApp();
  } catch (error) {
    const log = await readFile(join(folder, 'app.log'), 'utf8').catch(() => '');
    await stop();
    throw new Error(`${error.message}\n${log.slice(0, 2000)}`, { cause: error });
  }
  return {
    jira,
    app,
    folder,
    startApp,
    stop,
    /** The end of the app's log, to tell of a failure. */
    lastLines: async () => (await readFile(join(folder, 'app.log'), 'utf8')).split('\n').slice(-30).join('\n'),
    /** As when the machine's power goes: the app has no time to tidy up. */
    killApp: () => end(server, 'SIGKILL'),
  };
}
