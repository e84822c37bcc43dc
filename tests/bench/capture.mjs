/**
 * What a backup costs that builds on the one before it, in requests: a day on which 0.8 % of the objects were changed, 0.1 % created
 * and 0.1 % deleted, these within two of twenty types. Counted by the simulator, without API limits. A third backup of the same
 * moment reads everything again: where it has to store anything new, the second was not equal to it, which is an error.
 *
 * capture.incremental_pages: searches and counts of the second backup over those of the first, which read everything; without what
 * costs calls for each object.
 * capture.incremental_all_parts: the same with comments, history and the look for attachments, their calls counted too, on a tenth of
 * the objects.
 * capture.vs_sequential: how many times faster than a reader that asks for one page of 500 after another; limits and latency on.
 * capture.budget_used, capture.share_429: of the allowed searches (published times our share) how many were made in the second
 * minute and each whole one after it, and what share of all calls was refused; pages of 50, so that there are some minutes.
 * capture.rss_1m_mb: peak memory of a backup of ten times the objects, without limits.
 *
 * CAPTURE names some of them, comma-separated: incremental, sequential, budget, memory; all when left out.
 */
import { rmSync } from "node:fs";
import { join } from "node:path";
import { note, print } from "./measuring/figures.mjs";
import { measure } from "./measuring/process.mjs";
import { readOneByOne } from "./measuring/sequential.mjs";

const { RUN, JIRA, APP_DLL } = process.env;
const PAGES = ["findObjectsByAql", "countObjectsByAql"];
const PARTS = [
  ...PAGES,
  "loadObject",
  "findObjectHistory",
  "getComments",
  "getAttachments",
];

/** Published searches a minute, times our share (contract §4.1). */
const ALLOWED_A_MINUTE = 1000 * 0.8;
const SLOW = { pageMilliseconds: 1000 };
const HONEST = { pageMilliseconds: 0, largestPage: null };

async function control(path, method = "GET", body = undefined) {
  const answer = await fetch(`${JIRA}/_sim/${path}`, {
    method,
    headers: { "content-type": "application/json" },
    body: body && JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  return method === "DELETE" ? null : answer.json();
}

/** One backup, which must be whole: its requests by operation, and its memory. */
async function backUp(site, run) {
  await control("stats", "DELETE");
  const measured = await run(
    "backup",
    "CNT",
    "--site",
    `${site}.atlassian.net`,
  );
  const { state, result, snapshotId } = JSON.parse(measured.output);
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
  const requests = (names) =>
    names.reduce((sum, name) => sum + (stats[name]?.requests ?? 0), 0);
  return { requests, peakMb: measured.peakMb, snapshotId };
}

/** A new folder of data in which the site is known. The settings may be changed between two runs. */
async function setUp(site, settings) {
  const DataDirectory = join(RUN, `capture-${site}`);
  rmSync(DataDirectory, { recursive: true, force: true });
  const environment = {
    DataDirectory,
    ASSETSBACKUP_API_TOKEN: "valid-token",
  };
  const run = (...args) =>
    measure("dotnet", [APP_DLL, ...args, "--json"], {
      ...environment,
      ...settings,
    });
  await run(
    "sites",
    "add",
    `https://${site}.atlassian.net`,
    "--email",
    "admin@acme.example",
  );
  return run;
}

async function compare(site, bench, operations, callsPerObject) {
  const settings = { Capture__CallsPerObject: String(callsPerObject) };
  const run = await setUp(site, settings);
  const full = (await backUp(site, run)).requests(operations);
  note(
    `${site}: ${JSON.stringify(await control(`sites/${site}/day`, "POST"))}`,
  );
  const incremental = (await backUp(site, run)).requests(operations);
  note(`${site}: ${full} requests, then ${incremental}`);
  settings.Capture__FullEvery = "1";
  const { snapshotId } = await backUp(site, run);
  const shown = await run(
    "snapshots",
    "show",
    snapshotId,
    "--site",
    `${site}.atlassian.net`,
  );
  const { addedBytes } = JSON.parse(shown.output);
  if (addedBytes !== 0)
    throw new Error(`a backup of everything has ${addedBytes} new bytes`);
  note(`${site}: a backup of everything is equal to it`);
  print(bench, incremental / full, "share", full);
}

const atLimits = {
  Capture__CallsPerObject: "false",
  Atlassian__Limits__Enabled: "true",
};

async function limit(site, switches) {
  await control(`sites/${site}/switches`, "PUT", switches);
  await control(`sites/${site}/limits`, "PUT", {
    usePublished: switches !== HONEST,
  });
}

async function besideSequential(site) {
  await limit(site, SLOW);
  const run = await setUp(site, atLimits);
  await control("stats", "DELETE");
  const started = performance.now();
  await backUp(site, run);
  const ours = (performance.now() - started) / 1000;
  const found = (await control("sites")).find(({ name }) => name === site);
  // Its pages fall into a new minute of the limits.
  await limit(site, SLOW);
  const theirs = await readOneByOne(found, join(RUN, "hosts.json"));
  note(
    `${site}: ${ours.toFixed(1)} s; one page after another ${theirs.objects} objects in ${theirs.seconds.toFixed(1)} s`,
  );
  print(
    "capture.vs_sequential",
    theirs.seconds / ours,
    "times",
    theirs.seconds,
  );
  await limit(site, HONEST);
}

async function budget(site) {
  await limit(site, { ...SLOW, largestPage: 50 });
  const run = await setUp(site, atLimits);
  const samples = [];
  let began;
  const watch = setInterval(async () => {
    const requests = (await control("stats")).findObjectsByAql?.requests ?? 0;
    if (requests > 0) began ??= performance.now();
    if (began)
      samples.push({ at: (performance.now() - began) / 1000, requests });
  }, 500);
  await backUp(site, run);
  clearInterval(watch);
  const at = (second) => samples.find((sample) => sample.at >= second);
  const used = [];
  const end = samples.find(
    ({ requests }) => requests === samples.at(-1).requests,
  ).at;
  // Only minutes in which there was something to search for to their end.
  for (let second = 60; second + 60 <= end; second += 60) {
    const [from, to] = [at(second), at(second + 60)];
    used.push(((to.requests - from.requests) * 60) / (to.at - from.at));
  }
  if (used.length === 0)
    throw new Error("the backup ended before a whole minute at the limits");
  const stats = Object.values(await control("stats"));
  const sum = (name) => stats.reduce((all, one) => all + one[name], 0);
  note(
    `${site}: searches a minute from the second on: ${used.map(Math.round)}; ${sum("requests")} calls in all`,
  );
  print(
    "capture.budget_used",
    Math.min(...used) / ALLOWED_A_MINUTE,
    "share",
    ALLOWED_A_MINUTE,
  );
  print("capture.share_429", sum("refused") / sum("requests"), "share", null);
  await limit(site, HONEST);
}

async function memory(site) {
  const run = await setUp(site, { Capture__CallsPerObject: "false" });
  const { peakMb } = await backUp(site, run);
  print("capture.rss_1m_mb", peakMb, "MB", null);
}

const figures = {
  sequential: () => besideSequential("acme"),
  budget: () => budget("acme"),
  memory: () => memory("initech"),
  incremental: async () => {
    await compare("acme", "capture.incremental_pages", PAGES, false);
    await compare("globex", "capture.incremental_all_parts", PARTS, true);
  },
};
const wanted = process.env.CAPTURE?.split(",") ?? Object.keys(figures);
for (const name of wanted) await figures[name]();
