// Shows a page of the app in a frame and joins it to the bridge.
import { Bridge } from './bridge.js';
import { element } from './parts.js';

// What Jira allows its frames.
const sandbox = [
  'allow-downloads',
  'allow-forms',
  'allow-modals',
  'allow-popups',
  'allow-popups-to-escape-sandbox',
  'allow-same-origin',
  'allow-scripts',
  'allow-storage-access-by-user-activation',
  'allow-top-navigation-by-user-activation',
].join(' ');

export async function showFrame(main, { route, account, model, read }) {
  try {
    main.classList.add('framing');
    const frame = await makeFrame({ moduleKey: route.moduleKey, account, model, read });
    main.append(frame);
  } catch (error) {
    main.append(
      element('div', { class: 'content' }, element('h1', {}, 'This page cannot be shown'), element('p', {}, error.message)),
    );
  }
}

/** An iframe at the module's address; close is called when the app closes the dialog that the frame is in. */
export async function makeFrame({ moduleKey, account, model, read, customData = null, close = null }) {
  const { src } = await read('frame-url', { account: account.accountId, module: moduleKey });
  const frame = element('iframe', { class: 'app-frame', title: model.app.name, sandbox, 'data-module': moduleKey });
  const bridge = new Bridge({ frame, src, moduleKey, account, model, read, customData, close });
  bridge.open();
  frame.src = src;
  return frame;
}
