// The main job from the terminal, against the server and the simulator that eng/demo.sh started:
// back up, change, back up again, restore to the second site, let the simulator's comparer judge.
//   --tamper   changes one value behind the product's back before the judgement; the demo must then fail and name it
import { execFileSync } from "node:child_process";

const jira = process.env.JIRA;
const source = "acme";
const target = "globex";

async function control(path, body) {
  const answer = await fetch(`${jira}/_sim/${path}`, {
    method: body === undefined ? "GET" : "POST",
    // Minutes pass between two calls, in which nobody notices that a kept connection was closed.
    headers: { "content-type": "application/json", connection: "close" },
    body: body === undefined || body === null ? undefined : JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  return answer.json();
}

function assetsBackup(...words) {
  const output = execFileSync(
    "dotnet",
    [process.env.APP_DLL, ...words, "--site", `${source}.atlassian.net`, "--json"],
    { encoding: "utf8", env: { ...process.env, ASSETSBACKUP_API_TOKEN: "valid-token" }, stdio: ["ignore", "pipe", "inherit"] },
  );
  return JSON.parse(output);
}

const account = ["--email", "admin@acme.example"];
const count = (number) => number.toLocaleString("en");
const say = (line) => console.log(line);

async function schemasOf(site) {
  const { schemas } = (await control("sites")).find((candidate) => candidate.name === site);
  return schemas;
}

// The schema that others refer to comes first, so that references to it are found in the id map.
const order = ["ORG", "ITA"];

function backUpAll(description) {
  return order.map((key) => {
    const run = assetsBackup("backup", key, "--description", description);
    const [snapshot] = assetsBackup("snapshots", key).items;
    say(`  ${key}: ${run.result}, ${count(snapshot.addedBytes)} bytes added (backup ${snapshot.shortId})`);
    return { key, snapshot };
  });
}

say(`Setting up ${source}.atlassian.net`);
assetsBackup("sites", "add", `https://${source}.atlassian.net`, ...account);
assetsBackup("sites", "target", `https://${target}.atlassian.net`, "--name", "Globex", ...account);

say("First backup");
backUpAll("before the change");
const changes = await control(`sites/${source}/mutate?seed=7&percent=5`, null);
say(`Changing Assets: ${JSON.stringify(changes)}`);
say("Second backup");
const second = backUpAll("after the change");

say(`Restoring to ${target}.atlassian.net`);
for (const { key, snapshot } of second) {
  const schemaName = (await schemasOf(source)).find((schema) => schema.key === key).name;
  const plan = assetsBackup("plan", snapshot.id, "--to", "Globex", "--name", schemaName, "--key", key);
  const run = assetsBackup("apply", plan.id);
  say(`  ${key}: ${run.result}`);
}

const [left, right] = [await schemasOf(source), await schemasOf(target)];
const id = (schemas, key) => schemas.find((schema) => schema.key === key).id;
if (process.argv.includes("--tamper")) {
  const changed = await control(`sites/${target}/tamper?schemaId=${id(right, "ITA")}`, null);
  say(`Tampering: ${JSON.stringify(changed)}`);
}
const pairs = order.map((key) => ({
  from: { site: source, schemaId: id(left, key) },
  to: { site: target, schemaId: id(right, key) },
}));
const { counts, differenceCount, differences } = await control("compare", { pairs });
say("Compared by the simulator");
for (const [what, number] of Object.entries(counts)) say(`  ${what.padEnd(15)} ${count(number).padStart(8)}`);
for (const difference of differences) say(`  differs: ${difference.path}: ${difference.left} / ${difference.right}`);
say(`${differenceCount} differences`);
process.exitCode = differenceCount === 0 ? 0 : 1;
