// What a person, and a person who cannot see, would stumble over on the page as it stands.
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { screenshot, sizes } from './screenshots.mjs';

const { AxeBuilder } = createRequire(new URL('../../frontend/package.json', import.meta.url))('@axe-core/playwright');

// Atlaskit puts the heading of its flags outside every landmark.
const exceptForFlags = ['region'];

const mostLooks = 5;

/** Pictures at every size, light and dark: no violation that axe knows in either mode, no page that scrolls sideways. */
export async function look(jira, name) {
  const before = jira.page.viewportSize();
  for (const size of sizes) {
    await jira.page.setViewportSize(size);
    for (let mode = 0; mode < 2; mode++) {
      await transitionsEnd(jira);
      await screenshot(jira.page, name);
      if (size === sizes[0]) {
        assert.deepEqual(await violationsAtRest(jira), [], name);
      }
      await jira.switchTheme();
    }
    assert.ok(await fitsItsFrame(jira), `${name} scrolls sideways at ${size.width} pixels`);
  }
  await jira.page.setViewportSize(before);
}

/** A flag that comes or goes while axe looks has no colour of its own yet: then it looks again. */
async function violationsAtRest(jira) {
  for (let look = 1; ; look++) {
    await transitionsEnd(jira);
    await countMoves(jira);
    const found = await violations(jira.page);
    if (found.length === 0 || look === mostLooks || !(await hasMoved(jira))) return found;
  }
}

const countMoves = async (jira) =>
  (await jira.frame()).evaluate(() => {
    if (window.moves === undefined)
      for (const kind of ['animationstart', 'transitionrun']) document.addEventListener(kind, () => window.moves++, true);
    window.moves = 0;
  });

const hasMoved = async (jira) => (await jira.frame()).evaluate(() => window.moves > 0);

// Half-way between two themes a colour is neither's.
const transitionsEnd = async (jira) =>
  (await jira.frame()).evaluate(() =>
    Promise.allSettled(
      document
        .getAnimations()
        .filter((animation) => Number.isFinite(animation.effect.getComputedTiming().endTime))
        .map((animation) => animation.finished),
    ).then(() => {}),
  );

async function violations(page) {
  const axe = new AxeBuilder({ page }).include('iframe.app-frame').disableRules(exceptForFlags);
  const { violations: found } = await axe.analyze();
  return found.flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => ({ id, html, failureSummary })));
}

const fitsItsFrame = async (jira) =>
  (await jira.frame()).evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth);
