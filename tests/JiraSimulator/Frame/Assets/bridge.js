// The page's end of the bridge: answers one frame's calls and tells it what changes.
import * as history from './history.js';
import { colorMode, onColorMode } from './theme.js';
import { element, showFlag } from './parts.js';
import { homeUrl, moduleUrl } from './site.js';
import { makeFrame } from './frame.js';

export class Bridge {
  #setting;
  #channel;
  #origin;
  #followsTheme = false;
  #flags = new Map();

  constructor(setting) {
    this.#setting = setting;
    const address = new URL(setting.src);
    this.#origin = address.origin;
    this.#channel = address.searchParams.get('xdm_c') ?? `channel-${setting.model.app.key}__${setting.moduleKey}`;
  }

  open() {
    this.#introduce();
    window.addEventListener('message', (event) => this.#hear(event));
    onColorMode(() => this.#followsTheme && this.#tellTheme());
    history.onPop((state) => this.#tellHistory('pop', state));
  }

  // The frame reads this as window.name: it survives the frame's reload and tells the state of the moment.
  #introduce() {
    this.#setting.frame.name = JSON.stringify({
      origin: window.location.origin,
      channel: this.#channel,
      hash: history.currentState(),
    });
  }

  #hear({ source, origin, data }) {
    const isOurs =
      source === this.#setting.frame.contentWindow && origin === this.#origin && data?.channel === this.#channel;
    if (isOurs && data.type === 'call') {
      this.#answer(data);
    }
  }

  async #answer({ id, method, args }) {
    try {
      const call = this.#calls[method];
      if (!call) {
        throw new Error(`${method} is not part of the bridge`);
      }
      this.#send({ type: 'answer', id, value: await call(...args) });
    } catch (error) {
      this.#send({ type: 'answer', id, error: error.message });
    }
  }

  #send(message) {
    this.#setting.frame.contentWindow?.postMessage({ ...message, channel: this.#channel }, this.#origin);
  }

  #tell(name, value) {
    this.#send({ type: 'event', name, value });
  }

  #tellTheme() {
    this.#tell('theme', { colorMode: colorMode() });
  }

  #tellHistory(kind, state) {
    this.#introduce();
    this.#tell(`history.${kind}`, state);
    this.#tell('history.change', state);
  }

  #calls = {
    'context.getToken': async () => (await this.#read('context-token')).token,
    'context.getContext': () => ({ jira: {} }),
    'user.getCurrentUser': () => ({ atlassianAccountId: this.#setting.account.accountId }),
    'user.getLocale': () => this.#setting.account.locale,
    'user.getTimeZone': () => this.#setting.account.timeZone,
    'history.pushState': (state) => this.#tellHistory('push', history.change('push', state)),
    'history.replaceState': (state) => this.#tellHistory('replace', history.change('replace', state)),
    'history.getState': () => history.describe(history.currentState()),
    'history.go': (steps) => window.history.go(steps),
    'theming.initializeTheming': () => {
      this.#followsTheme = true;
      this.#tellTheme();
    },
    'flag.create': (flag) => this.#createFlag(flag),
    'flag.close': (id) => this.#flags.get(id)?.(),
    'dialog.create': (dialog) => this.#createDialog(dialog),
    'dialog.close': (data) => this.#setting.close?.(data),
    'dialog.getCustomData': () => this.#setting.customData,
    'navigator.go': (target, context = {}) => this.#go(target, context),
    'navigator.getLocation': () => ({ target: 'addonmodule', context: { moduleKey: this.#setting.moduleKey } }),
    'navigator.reload': () => window.location.reload(),
    getLocation: () => window.location.href,
    resize: (width, height) => this.#resize(width, height),
    sizeToParent: () => this.#setting.frame.classList.add('size-to-parent'),
  };

  #read(path) {
    return this.#setting.read(path, { account: this.#setting.account.accountId });
  }

  #createFlag({ id, ...flag }) {
    const close = showFlag(flag, (name, key) => {
      const event = { flagIdentifier: id, actionIdentifier: key };
      this.#tell(`flag.${name}`, event);
    });
    this.#flags.set(id, close);
  }

  async #createDialog({ key, customData = null }) {
    const dialog = element('dialog', { class: 'app-dialog' });
    const close = (data) => {
      dialog.remove();
      this.#tell('dialog.close', data);
    };
    dialog.append(await makeFrame({ ...this.#setting, moduleKey: key, customData, close }));
    dialog.addEventListener('cancel', () => close());
    document.body.append(dialog);
    dialog.showModal();
  }

  #go(target, { moduleKey, absoluteUrl, relativeUrl }) {
    if (target.toLowerCase() === 'addonmodule') {
      window.location.assign(moduleUrl(moduleKey));
    } else if (target === 'site' && (absoluteUrl || relativeUrl)) {
      window.location.assign(absoluteUrl ?? new URL(relativeUrl, `${window.location.origin}${homeUrl}`));
    } else {
      showFlag({ title: `Jira would show: ${target}`, body: 'The simulator has no such page.' });
    }
  }

  #resize(width, height) {
    const length = (value) => (/^\d+$/.test(String(value)) ? `${value}px` : String(value));
    this.#setting.frame.style.width = length(width);
    this.#setting.frame.style.height = length(height);
  }
}
