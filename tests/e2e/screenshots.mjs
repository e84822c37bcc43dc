// Pictures for people to look at: artifacts/screenshots/NAME-WIDTH-MODE.png
import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';

const folder = fileURLToPath(new URL('../../artifacts/screenshots/', import.meta.url));

export const sizes = [
  { width: 1280, height: 800 },
  { width: 800, height: 800 },
];

export async function screenshot(page, name) {
  await mkdir(folder, { recursive: true });
  const mode = await page.evaluate(() => document.documentElement.dataset.colorMode);
  const path = join(folder, `${name}-${page.viewportSize().width}-${mode}.png`);
  await page.screenshot({ path });
  return path;
}

/** The page as it stands, at every size, light and dark; it is left as it was. */
export async function screenshots(jira, name) {
  const before = jira.page.viewportSize();
  for (const size of sizes) {
    await jira.page.setViewportSize(size);
    for (let mode = 0; mode < 2; mode++) {
      await screenshot(jira.page, name);
      await jira.switchTheme();
    }
  }
  await jira.page.setViewportSize(before);
}
