// Jira's administration as an app's users see it: top bar, accounts, the Apps navigation, and the chosen view.
import { account, homeUrl, model, moduleUrl, read, route, signInAs, tell } from './site.js';
import { element, showFlag } from './parts.js';
import { showManageApps } from './manage-apps.js';
import { showFrame } from './frame.js';
import './theme.js';

const byId = (id) => document.getElementById(id);

function initials(name) {
  return name
    .split(' ')
    .map((word) => [...word][0])
    .join('')
    .slice(0, 2);
}

function topBar() {
  byId('site-name').textContent = model.host;
  byId('brand').href = homeUrl;
  const avatar = byId('account');
  avatar.textContent = initials(account.displayName);
  avatar.setAttribute('aria-label', `Account: ${account.displayName}`);
  byId('switcher').append(
    element('h3', {}, 'Sites'),
    ...model.sites.map((site) =>
      element('a', { href: `/sites/${site}/`, 'aria-current': site === model.site ? 'true' : null }, site),
    ),
  );
}

function accountEntry(entry) {
  return element(
    'button',
    {
      'aria-current': entry === account ? 'true' : null,
      'data-account': entry.accountId,
      onclick: () => signInAs(entry.accountId),
    },
    element('span', {}, entry.displayName),
    element('small', {}, entry.isJiraAdmin ? 'Jira administrator' : 'Not an administrator'),
  );
}

function simulatorSwitch(label, path, parameter, values, current) {
  const select = element('select', {
    'aria-label': label,
    onchange: async () => {
      await tell(path, { [parameter]: select.value });
      showFlag({ title: `${label}: ${select.value}`, type: 'info', close: 'auto' });
    },
  });
  select.append(...values.map((value) => element('option', { value, selected: value === current }, value)));
  return element('label', {}, element('span', {}, label), select);
}

function accountMenu() {
  byId('account-menu').append(
    element('h3', {}, 'Signed in as'),
    ...model.accounts.map(accountEntry),
    element('hr'),
    element('h3', {}, 'Simulator'),
    simulatorSwitch('App tokens', 'context-token-mode', 'mode', model.tokenModes, model.tokenMode),
    simulatorSwitch('App licence', 'licence', 'state', model.licences, model.licence),
  );
}

function entry(url, name, isCurrent) {
  return element('a', { href: url, 'aria-current': isCurrent ? 'page' : null }, name);
}

function sideNavigation() {
  const nav = byId('nav');
  nav.append(
    element('h2', {}, 'Apps'),
    element('h3', {}, 'Atlassian Marketplace'),
    element('span', { class: 'other' }, 'Find new apps'),
    entry(homeUrl, 'Manage apps', route.view === ''),
  );
  for (const section of model.app?.isEnabled ? model.app.sections : []) {
    const pages = section.pages.filter((page) => account.isJiraAdmin || !page.isForAdmins);
    if (pages.length > 0) {
      nav.append(
        element('h3', {}, section.name),
        ...pages.map((page) => entry(moduleUrl(page.key), page.name, route.moduleKey === page.key)),
      );
    }
  }
  const narrow = window.matchMedia('(max-width: 900px)');
  const follow = () => {
    nav.hidden = narrow.matches;
  };
  narrow.addEventListener('change', follow);
  follow();
  byId('nav-toggle').addEventListener('click', () => {
    nav.hidden = !nav.hidden;
  });
}

topBar();
accountMenu();
sideNavigation();
const main = byId('main');
if (route.view === 'apps') {
  await showFrame(main, { route, account, model, read });
} else {
  showManageApps(main, { account, model });
}
