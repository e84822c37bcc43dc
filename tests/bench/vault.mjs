/**
 * The vault alone, through the public surface of its assembly, on its directory store: every pack synced and read back.
 * Beside it restic on the same objects as one file each, on the same disk; both as whole processes, their start included,
 * in turn. The vault reads the objects from one stream, as a capture gets them. Making objects and files is not counted.
 *
 * A round is a first backup, a second one after one object in a hundred has changed, and a third after as many have
 * changed again, of which the vault is given the changed ones only. Then come the figures for many objects, whose names
 * hold for OBJECTS=100000: a vault of ten times OBJECTS, and an index of fifty times OBJECTS records.
 */
import { rmSync } from "node:fs";
import { join } from "node:path";
import { bytesBelow } from "./measuring/folder.mjs";
import { median, note, print } from "./measuring/figures.mjs";
import { measure } from "./measuring/process.mjs";
import { Repository } from "./measuring/restic.mjs";

const { RUN, VAULT_BENCH_DLL } = process.env;
const [objects, rounds] = [
  Number(process.env.OBJECTS),
  Number(process.env.ROUNDS),
];

/** Runs one command of VaultBench; its result is the line that it printed. */
async function vault(...args) {
  const measured = await measure("dotnet", [
    VAULT_BENCH_DLL,
    ...args.map(String),
  ]);
  return { ...measured, ...JSON.parse(measured.output) };
}

/** A backup by the vault, of all objects or of the changed ones only. */
async function backUp(name, generation) {
  const [command, stream] =
    name === "changed" ? ["changed", "changed"] : ["backup", "all"];
  const measured = await vault(
    command,
    store,
    generation,
    join(corpus, stream),
  );
  if (measured.entries !== objects)
    throw new Error(
      `the snapshot has ${measured.entries} of ${objects} objects`,
    );
  return { ...measured, bytes: bytesBelow(store) };
}

const corpus = join(RUN, "corpus");
const store = join(RUN, "vault");
const remove = (folder) => rmSync(folder, { recursive: true, force: true });

const STEPS = ["first", "second", "changed"];

async function round() {
  remove(store);
  const repository = await Repository.create(
    join(RUN, "restic"),
    join(corpus, "files"),
    objects,
  );
  const figures = {};
  for (const [generation, name] of STEPS.entries()) {
    const world = await vault("corpus", corpus, objects, generation);
    if (generation === 0) note(`corpus: ${tellWorld(world)}`);
    figures[name] = {
      ours: await backUp(name, generation),
      theirs: await repository.backUp(),
    };
  }
  figures.floor = await vault("floor", join(corpus, "all"));
  remove(corpus);
  return figures;
}

const tellWorld = ({ bytes, zstdRatio }) =>
  `${objects} objects of ${Math.round(bytes / objects)} bytes, zstd-3 ratio ${zstdRatio.toFixed(2)}`;
const tell = ({ seconds, peakMb, bytes }) =>
  `${seconds.toFixed(2)} s, ${peakMb.toFixed(0)} MB` +
  (bytes ? `, store ${(bytes / 1e6).toFixed(1)} MB` : "");

const results = [];
while (results.length < rounds) {
  const figures = await round();
  results.push(figures);
  for (const name of STEPS)
    note(
      `round ${results.length}, ${name}: vault ${tell(figures[name].ours)}; restic ${tell(figures[name].theirs)}`,
    );
  note(`round ${results.length}, floor: ${tell(figures.floor)}`);
}
remove(join(RUN, "restic"));

/** Prints the median of a ratio over the rounds, and beside it the median of what ran beside the vault. */
function printRatio(name, unit, ratio, baseline) {
  print(name, median(results.map(ratio)), unit, median(results.map(baseline)));
}
for (const name of STEPS)
  printRatio(
    `vault.${name}_vs_restic`,
    "times",
    (figures) => figures[name].theirs.seconds / figures[name].ours.seconds,
    (figures) => figures[name].theirs.seconds,
  );
const added = ({ first, second }, side) =>
  second[side].bytes - first[side].bytes;
printRatio(
  "vault.new_bytes_vs_restic",
  "share",
  (figures) => added(figures, "ours") / added(figures, "theirs"),
  (figures) => added(figures, "theirs"),
);
printRatio(
  "vault.stored_bytes_vs_restic",
  "share",
  ({ first }) => first.ours.bytes / first.theirs.bytes,
  ({ first }) => first.theirs.bytes,
);
printRatio(
  "vault.vs_floor",
  "times",
  ({ first, floor }) => floor.seconds / first.ours.seconds,
  ({ floor }) => floor.seconds,
);

remove(store);
const many = objects * 10;
const large = await vault("generated", store, 0, many);
note(`${many} objects: ${tell(large)}`);
print("vault.rss_1m_mb", large.peakMb, "MB", null);
await vault("generated", store, 1, many);
const compared = await vault("diff", store, 0, 1);
note(`${compared.differences} differences, ${compared.peakMb.toFixed(0)} MB`);
print("vault.diff_1m_s", compared.seconds, "s", null);
const reads = [];
for (let i = 0; i < rounds; i++)
  reads.push(
    await vault("read-one", store, 0, Math.floor((many * (i + 0.5)) / rounds)),
  );
const openMs = median(reads.map((read) => read.openMs));
note(`opening the vault of ${many} objects: ${openMs.toFixed(0)} ms`);
print(
  "vault.read_one_ms",
  median(reads.map((read) => read.readMs)),
  "ms",
  null,
);

remove(store);
const { records } = await vault("grow", store, objects * 50);
const opens = [];
for (let i = 0; i < rounds; i++) opens.push(await vault("open", store));
note(
  `an index of ${records} records: ${median(opens.map((open) => open.peakMb)).toFixed(0)} MB`,
);
print("vault.open_5m_s", median(opens.map((open) => open.seconds)), "s", null);
print("vault.open_5m_mb", median(opens.map((open) => open.peakMb)), "MB", null);
remove(store);
