/**
 * What a backup costs that builds on the one before it, in requests: a day on which 0.8 % of the objects were changed, 0.1 % created
 * and 0.1 % deleted, these within two of twenty types. Counted by the simulator, without API limits.
 *
 * capture.incremental_pages: searches and counts of the second backup over those of the first, which read everything; without what
 * costs calls for each object.
 * capture.incremental_all_parts: the same with comments, history and the look for attachments, their calls counted too, on a tenth of
 * the objects.
 */
import { rmSync } from "node:fs";
import { join } from "node:path";
import { note, print } from "./measuring/figures.mjs";
import { measure } from "./measuring/process.mjs";

const { RUN, JIRA, APP_DLL } = process.env;
const PAGES = ["findObjectsByAql", "countObjectsByAql"];
const PARTS = [
  ...PAGES,
  "loadObject",
  "findObjectHistory",
  "getComments",
  "getAttachments",
];

async function control(path, method = "GET") {
  const answer = await fetch(`${JIRA}/_sim/${path}`, { method });
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  return method === "DELETE" ? null : answer.json();
}

/** Requests of one backup, by operation. */
async function backUp(site, run) {
  await control("stats", "DELETE");
  const measured = await run(
    "backup",
    "CNT",
    "--site",
    `${site}.atlassian.net`,
  );
  const { state, result } = JSON.parse(measured.output);
  const [{ objects }] = (await control("sites")).find(
    ({ name }) => name === site,
  ).schemas;
  if (
    state !== "succeeded" ||
    !result.startsWith(`${objects.toLocaleString("en")} objects`)
  )
    throw new Error(
      `the backup is not whole: ${state}, ${result}, not ${objects}`,
    );
  const stats = await control("stats");
  note(
    `${site}: ${result} in ${measured.seconds.toFixed(1)} s, ${measured.peakMb.toFixed(0)} MB`,
  );
  return (names) =>
    names.reduce((sum, name) => sum + (stats[name]?.requests ?? 0), 0);
}

async function compare(site, bench, operations, callsPerObject) {
  const DataDirectory = join(RUN, `capture-${site}`);
  rmSync(DataDirectory, { recursive: true, force: true });
  const environment = {
    DataDirectory,
    ASSETSBACKUP_API_TOKEN: "valid-token",
    Capture__CallsPerObject: String(callsPerObject),
  };
  const run = (...args) =>
    measure("dotnet", [APP_DLL, ...args, "--json"], environment);
  await run(
    "sites",
    "add",
    `https://${site}.atlassian.net`,
    "--email",
    "admin@acme.example",
  );
  const full = (await backUp(site, run))(operations);
  note(
    `${site}: ${JSON.stringify(await control(`sites/${site}/day`, "POST"))}`,
  );
  const incremental = (await backUp(site, run))(operations);
  note(`${site}: ${full} requests, then ${incremental}`);
  print(bench, incremental / full, "share", full);
}

await compare("acme", "capture.incremental_pages", PAGES, false);
await compare("globex", "capture.incremental_all_parts", PARTS, true);
