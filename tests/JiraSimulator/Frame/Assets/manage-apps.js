// Manage apps: install, switch, uninstall.
import { moduleUrl, tell } from './site.js';
import { confirmed, element } from './parts.js';

const appMark =
  '<svg viewBox="0 0 24 24"><path d="M12 3 4 7v10l8 4 8-4V7zM4 7l8 4 8-4M12 11v10" stroke-linejoin="round"/></svg>';

export function showManageApps(main, { account, model }) {
  const message = element('div', { role: 'alert' });
  const content = element(
    'div',
    { class: 'content' },
    element('div', { class: 'breadcrumbs' }, 'Jira settings / Apps'),
    element('h1', {}, 'Manage apps'),
    element('p', { class: 'lead' }, `Apps on ${model.host}. Only Jira administrators can change them.`),
    message,
    model.app ? installedApp(model.app, account, message) : noApp(model, account, message),
  );
  main.append(content);
}

async function change(path, message) {
  try {
    await tell(path);
    window.location.reload();
  } catch (error) {
    message.replaceChildren(element('p', { class: 'message' }, `Could not ${path}: ${error.message}.`));
  }
}

function action(label, kind, account, onclick) {
  return element('button', { class: `button ${kind}`, disabled: !account.isJiraAdmin, onclick }, label);
}

function card(...children) {
  const tile = element('div', { class: 'tile', 'aria-hidden': 'true' });
  tile.innerHTML = appMark;
  return element('section', { class: 'card' }, tile, element('div', { class: 'grow' }, ...children));
}

function noApp(model, account, message) {
  return card(
    element('h2', {}, 'No app is installed'),
    element('p', {}, `Install the app at ${model.appUrl ?? '(no address was given at start)'} to find it in this navigation.`),
    element(
      'div',
      { class: 'actions' },
      action('Install app', 'primary', account, () => change('install', message)),
    ),
  );
}

function installedApp(app, account, message) {
  const state = app.isEnabled ? ['Enabled', 'success'] : ['Disabled', 'warning'];
  return card(
    element('h2', {}, app.name, element('span', { class: `lozenge tone-${state[1]}` }, state[0])),
    app.description ? element('p', {}, app.description) : null,
    element(
      'dl',
      {},
      ...facts({ Vendor: app.vendor, 'App key': app.key, Scopes: app.scopes.join(', '), Address: app.origin }),
    ),
    element('div', { class: 'actions' }, ...actions(app, account, message)),
  );
}

function facts(pairs) {
  return Object.entries(pairs)
    .filter(([, value]) => value)
    .flatMap(([name, value]) => [element('dt', {}, name), element('dd', {}, value)]);
}

function actions(app, account, message) {
  const uninstall = async () => {
    const question = {
      title: `Uninstall ${app.name}?`,
      text: 'The app loses its access to this site at once. It may keep or erase what it has stored, by its own rules.',
      action: 'Uninstall',
    };
    if (await confirmed(question)) {
      await change('uninstall', message);
    }
  };
  return [
    app.configure && app.isEnabled
      ? element('a', { class: 'button primary', href: moduleUrl(app.configure.key) }, 'Configure')
      : null,
    app.isEnabled
      ? action('Disable', '', account, () => change('disable', message))
      : action('Enable', 'primary', account, () => change('enable', message)),
    action('Uninstall', '', account, uninstall),
  ].filter(Boolean);
}
