// Stands in for https://connect-cdn.atl-paas.net/all.js: the bridge between an app's page and the Jira page which frames it
// (contract/connect.md §6). It knows the calls of the contract and throws at every other.
(() => {
  'use strict';

  const settings = readSettings();
  const options = readOptions(document.currentScript);
  const pending = new Map();
  const listeners = new Map();
  let lastId = 0;
  let hash = settings.hash ?? '';

  // The host names itself in window.name, which survives a reload of the frame, or in the frame's address.
  function readSettings() {
    if (window.parent === window) {
      return {};
    }
    try {
      const named = JSON.parse(window.name);
      if (named.origin && named.channel) {
        return named;
      }
    } catch {
      // not ours: the address tells as well
    }
    const query = new URLSearchParams(window.location.search);
    return { origin: query.get('xdm_e'), channel: query.get('xdm_c') };
  }

  function readOptions(script) {
    const pairs = (script?.dataset.options ?? '').split(';').filter(Boolean);
    return Object.fromEntries(pairs.map((pair) => pair.split(':').map((part) => part.trim())));
  }

  function send(message) {
    if (!settings.origin) {
      throw new Error('AP: this page is not framed by Jira');
    }
    window.parent.postMessage({ ...message, channel: settings.channel }, settings.origin);
  }

  function ask(method, ...args) {
    return new Promise((resolve, reject) => {
      const id = ++lastId;
      pending.set(id, { resolve, reject });
      send({ type: 'call', id, method, args });
    });
  }

  // Both styles of the real script: a callback as last argument, and a promise.
  function answering(method, check) {
    return (...args) => {
      const callback = typeof args.at(-1) === 'function' ? args.pop() : null;
      check?.(...args);
      const answer = ask(method, ...args);
      if (!callback) {
        return answer;
      }
      answer.then(callback, (error) => console.error(`AP.${method}`, error));
      return undefined;
    };
  }

  function telling(method, check) {
    return (...args) => {
      check?.(...args);
      ask(method, ...args).catch((error) => console.error(`AP.${method}`, error));
    };
  }

  function on(name, listener) {
    if (typeof listener !== 'function') {
      throw new TypeError(`AP: a listener of ${name} must be a function`);
    }
    listeners.set(name, [...(listeners.get(name) ?? []), listener]);
  }

  function off(name, listener) {
    listeners.set(
      name,
      (listeners.get(name) ?? []).filter((known) => known !== listener),
    );
  }

  function emit(name, data) {
    for (const listener of listeners.get(name) ?? []) {
      listener(data);
    }
  }

  function onceOf(name, listener) {
    const once = (data) => {
      off(name, once);
      listener(data);
    };
    on(name, once);
  }

  window.addEventListener('message', ({ origin, source, data }) => {
    if (origin !== settings.origin || source !== window.parent || data?.channel !== settings.channel) {
      return;
    }
    if (data.type === 'answer') {
      const call = pending.get(data.id);
      pending.delete(data.id);
      if (data.error) {
        call?.reject(new Error(data.error));
      } else {
        call?.resolve(data.value);
      }
    } else if (data.type === 'event') {
      receive(data.name, data.value);
    }
  });

  function receive(name, value) {
    if (name === 'theme') {
      applyTheme(value);
      return;
    }
    if (name.startsWith('history.')) {
      hash = value.hash;
    }
    emit(name, value);
  }

  function applyTheme({ colorMode }) {
    const html = document.documentElement;
    html.dataset.theme = 'dark:dark light:light spacing:spacing typography:typography-refreshed';
    html.dataset.colorMode = colorMode;
  }

  function stateToHash(state) {
    const wanted = typeof state === 'object' && state !== null ? state.hash : state;
    if (typeof wanted !== 'string') {
      throw new TypeError('AP.history: the state must be a string, or an object with a string in hash');
    }
    return wanted.replace(/^#?!?/, '');
  }

  function changeHistory(method) {
    return (state, title, url) => {
      const next = stateToHash(state);
      hash = next;
      telling(method)({ hash: next, title, url });
    };
  }

  function getState(type = 'hash', callback = undefined) {
    if (!['hash', 'all'].includes(type)) {
      throw new Error(`AP.history.getState: unknown type ${type}`);
    }
    if (type === 'all') {
      return answering('history.getState')(...(callback ? [callback] : []));
    }
    callback?.(hash);
    return hash;
  }

  const historyEvents = ['all', 'change', 'hash', 'push', 'replace', 'pop'];

  function subscribeState(type, callback) {
    if (!historyEvents.includes(type)) {
      throw new Error(`AP.history.subscribeState: unknown type ${type}`);
    }
    on(`history.${['all', 'hash'].includes(type) ? 'change' : type}`, callback);
  }

  function createFlag(flag) {
    if (!flag || typeof flag.title !== 'string' || flag.title === '') {
      throw new TypeError('AP.flag.create: a title is required');
    }
    if (flag.type && !['success', 'info', 'warning', 'error'].includes(flag.type)) {
      throw new TypeError(`AP.flag.create: unknown type ${flag.type}`);
    }
    if (flag.close && !['auto', 'manual', 'never'].includes(flag.close)) {
      throw new TypeError(`AP.flag.create: unknown close ${flag.close}`);
    }
    const id = `flag-${++lastId}`;
    telling('flag.create')({ id, ...flag });
    return {
      close: () => telling('flag.close')(id),
      on: (name, listener) => on(`flag.${name}`, (event) => event.flagIdentifier === id && listener(event)),
    };
  }

  function createDialog(dialog) {
    if (typeof dialog?.key !== 'string') {
      throw new TypeError('AP.dialog.create: the key of a page module is required');
    }
    telling('dialog.create')(dialog);
    return { on: (name, listener) => on(`dialog.${name}`, listener) };
  }

  function mustGoSomewhere(target) {
    if (typeof target !== 'string') {
      throw new TypeError('AP.navigator.go: a target is required');
    }
  }

  // A name that the contract does not list is a mistake here, where the real script would be silent.
  function strict(name, members) {
    return new Proxy(Object.freeze(members), {
      get(target, key) {
        if (typeof key === 'symbol' || key in target || ['then', 'toJSON', '$$typeof'].includes(key)) {
          return target[key];
        }
        throw new Error(`${name}.${key} is not part of the bridge`);
      },
    });
  }

  const AP = strict('AP', {
    context: strict('AP.context', {
      getToken: answering('context.getToken'),
      getContext: answering('context.getContext'),
    }),
    user: strict('AP.user', {
      getCurrentUser: answering('user.getCurrentUser'),
      getLocale: answering('user.getLocale'),
      getTimeZone: answering('user.getTimeZone'),
    }),
    history: strict('AP.history', {
      pushState: changeHistory('history.pushState'),
      replaceState: changeHistory('history.replaceState'),
      getState,
      popState: (callback) => on('history.pop', callback),
      subscribeState,
      back: () => telling('history.go')(-1),
      forward: () => telling('history.go')(1),
      go: (steps) => telling('history.go')(steps),
    }),
    theming: strict('AP.theming', {
      initializeTheming: () => telling('theming.initializeTheming')(),
    }),
    flag: strict('AP.flag', { create: createFlag }),
    dialog: strict('AP.dialog', {
      create: createDialog,
      close: telling('dialog.close'),
      getCustomData: answering('dialog.getCustomData'),
    }),
    navigator: strict('AP.navigator', {
      go: telling('navigator.go', mustGoSomewhere),
      getLocation: answering('navigator.getLocation'),
      reload: telling('navigator.reload'),
    }),
    events: strict('AP.events', { on, off, once: onceOf }),
    getLocation: answering('getLocation'),
    resize: (width = '100%', height = `${contentHeight()}px`) => telling('resize')(width, height),
    sizeToParent: telling('sizeToParent'),
  });

  function contentHeight() {
    const content = document.querySelector('.ac-content') ?? document.body;
    return Math.ceil(content.getBoundingClientRect().height);
  }

  function sizeItself() {
    if (options.sizeToParent === 'true') {
      AP.sizeToParent();
    } else if (options.resize !== 'false') {
      new ResizeObserver(() => AP.resize()).observe(document.querySelector('.ac-content') ?? document.body);
    }
  }

  Object.defineProperty(window, 'AP', { value: AP });
  if (settings.origin) {
    send({ type: 'hello' });
    if (document.readyState === 'loading') {
      document.addEventListener('DOMContentLoaded', sizeItself);
    } else {
      sizeItself();
    }
  }
})();
