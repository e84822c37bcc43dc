/**
 * A whole first backup from the command line, and restic beside it on the same objects as one file each.
 * Both run as whole processes, into a new vault or repository on the same disk, in turn; figures are medians.
 * The product reads from the simulator, which shares the machine; restic reads files that were just written.
 *
 * spine.simulator_wait_share: the seconds that the simulator spent inside its Assets handlers (its own meter, its queue
 * included, the network and Kestrel not), over the wall time of the backup's process times the four searches that
 * are under way at once without limits. It is the share of their time, not of a processor's.
 */
import { rmSync } from "node:fs";
import { join } from "node:path";
import { writeCorpus } from "./measuring/corpus.mjs";
import { median, note, print } from "./measuring/figures.mjs";
import { measure } from "./measuring/process.mjs";
import { Repository } from "./measuring/restic.mjs";

const { RUN, JIRA, APP_DLL } = process.env;
const [objects, rounds] = [
  Number(process.env.OBJECTS),
  Number(process.env.ROUNDS),
];
const SEARCHES = 4;
const SITE = "https://acme.atlassian.net";

async function backUp() {
  const DataDirectory = join(RUN, "product");
  rmSync(DataDirectory, { recursive: true, force: true });
  // What costs a call an object is another figure: this one is of definitions and objects.
  const environment = {
    DataDirectory,
    ASSETSBACKUP_API_TOKEN: "valid-token",
    Capture__CallsPerObject: "false",
  };
  const run = (...args) =>
    measure("dotnet", [APP_DLL, ...args, "--json"], environment);
  await run("sites", "add", SITE, "--email", "admin@acme.example");
  await fetch(`${JIRA}/_sim/stats`, { method: "DELETE" });
  const measured = await run("backup", "CNT");
  const { state, result } = JSON.parse(measured.output);
  if (
    state !== "succeeded" ||
    !result.startsWith(`${objects.toLocaleString("en")} objects`)
  )
    throw new Error(`the backup is not whole: ${state}, ${result}`);
  const stats = await (await fetch(`${JIRA}/_sim/stats`)).json();
  const inside = Object.values(stats).reduce(
    (sum, operation) => sum + operation.secondsInside,
    0,
  );
  return { ...measured, waitShare: inside / (measured.seconds * SEARCHES) };
}

async function restic(corpus) {
  const repository = await Repository.create(
    join(RUN, "restic"),
    corpus,
    objects,
  );
  return repository.backUp();
}

const [site] = await (await fetch(`${JIRA}/_sim/sites`)).json();
const corpus = join(RUN, "corpus");
const written = await writeCorpus(corpus, site, join(RUN, "hosts.json"));
if (written.files !== objects)
  throw new Error(`${written.files} files of ${objects} objects`);
note(
  `corpus: ${written.files} files, ${Math.round(written.bytes / written.files)} bytes each`,
);

const ours = [];
const theirs = [];
for (let round = 1; round <= rounds; round++) {
  ours.push(await backUp());
  theirs.push(await restic(corpus));
  const tell = ({ seconds, peakMb }) =>
    `${seconds.toFixed(1)} s, ${peakMb.toFixed(0)} MB`;
  note(
    `round ${round}: backup ${tell(ours.at(-1))}; restic ${tell(theirs.at(-1))}`,
  );
}
const rate = (runs) => objects / median(runs.map((run) => run.seconds));
const ratios = ours.map((run, round) => theirs[round].seconds / run.seconds);
const peak = (runs) => median(runs.map((run) => run.peakMb));
print("spine.objects_per_s", rate(ours), "objects/s", rate(theirs));
print("spine.backup_vs_restic", median(ratios), "times", 1);
print("spine.backup_rss_mb", peak(ours), "MB", peak(theirs));
print(
  "spine.simulator_wait_share",
  median(ours.map((run) => run.waitShare)),
  "share",
  null,
);
