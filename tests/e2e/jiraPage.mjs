// Jira's administration as the simulator shows it, and the app inside its frame.

export const people = {
  admin: '5b10a2844c20165700ede21a',
  agent: '5b10a2844c20165700ede21b',
};

export class JiraPage {
  /** @param page a playwright page; @param url the simulator's address, http://localhost:PORT */
  constructor(page, url) {
    this.page = page;
    this.url = url;
  }

  /** Manage apps of a site. */
  async open(site, { account = people.admin, theme = 'light' } = {}) {
    await this.page.goto(`${this.url}/sites/${site}/?${new URLSearchParams({ account, theme })}`);
    await this.page.getByRole('heading', { name: 'Manage apps' }).waitFor();
  }

  /** Installs the app with the button of Manage apps. */
  async install() {
    await this.page.getByRole('button', { name: 'Install app' }).click();
    await this.page.getByRole('button', { name: 'Uninstall' }).waitFor();
  }

  /** Opens the app by its entry in the navigation; answers its frame. */
  async openApp(name = 'Assets Backup & Migration') {
    const entry = this.page.getByRole('link', { name });
    if (!(await entry.isVisible())) {
      await this.page.getByRole('button', { name: 'Show or hide the navigation' }).click();
    }
    await entry.click();
    return this.frame();
  }

  /** Opens a page of the app by its address, as somebody who was sent a link; `state` is the app's own path. */
  async openAppAt(site, { account = people.admin, theme = 'light', state = '', appKey = 'assets-backup', module = 'assets-backup-page' } = {}) {
    const query = new URLSearchParams({ account, theme });
    await this.page.goto(`${this.url}/sites/${site}/apps/${appKey}/${module}?${query}${state && `#!${state}`}`);
    return this.frame();
  }

  /** The app's frame once its page has loaded and joined the bridge: evaluate in it, or use its locators. */
  async frame() {
    const element = await this.page.waitForSelector('iframe.app-frame');
    const frame = await element.contentFrame();
    await frame.waitForLoadState('domcontentloaded');
    await frame.waitForFunction(() => 'AP' in window);
    return frame;
  }

  /** What the address of the page says of the app's own path. */
  state() {
    const { hash } = new URL(this.page.url());
    return hash.startsWith('#!') ? decodeURI(hash.slice(2)) : '';
  }

  async switchTheme() {
    await this.page.getByRole('button', { name: 'Dark theme' }).click();
  }

  flag(title) {
    return this.page.locator('.flag', { hasText: title });
  }

  /** One call of the simulator's control API, such as control('acme', 'licence?state=trial'). */
  async control(site, call) {
    const response = await fetch(`${this.url}/_sim/sites/${site}/${call}`, { method: 'POST' });
    return { status: response.status, body: await response.json() };
  }
}
