// The demo judges the product, so the demo is tested too: it must be able to say no.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import test from "node:test";

const demo = fileURLToPath(new URL("../../eng/demo.sh", import.meta.url));
const run = (...words) =>
  spawnSync("bash", [demo, ...words], { encoding: "utf8", env: { ...process.env, DEMO_NO_BUILD: "1" } });

test("the demo restores both schemas and finds 0 differences", () => {
  const { status, stdout, stderr } = run();
  assert.equal(status, 0, stdout + stderr);
  assert.match(stdout, /^0 differences$/m);
  assert.match(stdout, /objects +3,000/);
});

test("with one value changed behind its back the demo fails and names the value", () => {
  const { status, stdout } = run("--tamper");
  assert.equal(status, 1, stdout);
  assert.match(stdout, /^1 differences$/m);
  assert.match(stdout, /differs: IT assets\/.+ \(tampered\)/s);
});
