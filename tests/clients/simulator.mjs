// The simulator for one test file, and its sites as plain http addresses: clients need no trust in its authority then.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createServer } from "node:http";
import { request } from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { fileURLToPath } from "node:url";

const published = fileURLToPath(new URL("../../artifacts/simulator/JiraSimulator.dll", import.meta.url));
const patience = 60_000;

/** Starts it with `--site` and `--data-center` options as given, such as ["--site", "acme=itsm"]. */
export async function startSimulator(options) {
  const folder = await mkdtemp(join(tmpdir(), "clients-"));
  const hostsFile = join(folder, "hosts.json");
  const program = spawn("dotnet", [process.env.SIMULATOR_DLL ?? published, "--hosts-file", hostsFile, ...options]);
  const { hosts, authorityPem } = await readWhenThere(hostsFile, program);
  const doors = [];
  return {
    /** A plain http address that leads to one host of the simulator. */
    async doorTo(host) {
      const door = createServer((incoming, answer) => forward(incoming, answer, host, hosts[host], authorityPem));
      doors.push(door.listen(0, "127.0.0.1"));
      await once(door, "listening");
      return `http://127.0.0.1:${door.address().port}`;
    },
    async stop() {
      for (const door of doors) door.close();
      program.kill();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function readWhenThere(file, program) {
  for (const until = Date.now() + patience; Date.now() < until; await delay(100)) {
    if (program.exitCode !== null) throw new Error(`the simulator ended with ${program.exitCode}`);
    const text = await readFile(file, "utf8").catch(() => null);
    if (text) return JSON.parse(text);
  }
  throw new Error("the simulator does not start");
}

function forward(incoming, answer, host, address, ca) {
  const [hostname, port] = address.split(":");
  const { method, url } = incoming;
  const headers = { ...incoming.headers, host };
  const outgoing = request({ hostname, port, servername: host, ca, method, path: url, headers }, (reply) => {
    answer.writeHead(reply.statusCode, reply.headers);
    reply.pipe(answer);
  });
  outgoing.on("error", () => answer.destroy());
  incoming.pipe(outgoing);
}
