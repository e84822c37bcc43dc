// The page's small parts: an element from a template, a flag, a question.

export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith('on')) {
      made.addEventListener(name.slice(2), value);
    } else if (value !== null && value !== false) {
      made.setAttribute(name, value === true ? '' : value);
    }
  }
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
}

const flagMarks = {
  success: 'M3 8.5 6.5 12 13 4.5',
  info: 'M8 7v5M8 4v1.5',
  warning: 'M8 3v6.5M8 12v1.5',
  error: 'M4 4l8 8M12 4l-8 8',
};

const autoCloseAfter = 8000;

/** Shows a flag; onEvent hears ('action', key) and ('close'). Answers the function that closes it. */
export function showFlag({ title, body = '', type = 'info', close = 'manual', actions = {} }, onEvent = () => {}) {
  const flag = element('article', { class: `flag tone-${type}`, 'data-flag-type': type });
  const dismiss = () => {
    if (flag.isConnected) {
      flag.remove();
      onEvent('close');
    }
  };
  flag.innerHTML = `<svg viewBox="0 0 16 16" aria-hidden="true"><path d="${flagMarks[type]}"/></svg>`;
  flag.append(
    element('strong', {}, title),
    element('button', { 'aria-label': `Dismiss: ${title}`, onclick: dismiss }, '✕'),
    body ? element('p', {}, body) : '',
    element(
      'div',
      { class: 'flag-actions' },
      ...Object.entries(actions).map(([key, text]) =>
        element('button', { onclick: () => onEvent('action', key) }, text),
      ),
    ),
  );
  document.getElementById('flags').prepend(flag);
  if (close === 'auto') {
    setTimeout(dismiss, autoCloseAfter);
  }
  return dismiss;
}

/** Asks before something that cannot be undone. */
export function confirmed({ title, text, action }) {
  return new Promise((resolve) => {
    const dialog = element('dialog', { 'aria-label': title });
    const end = (answer) => () => {
      dialog.remove();
      resolve(answer);
    };
    dialog.append(
      element('h2', {}, title),
      element('p', {}, text),
      element(
        'div',
        { class: 'actions' },
        element('button', { class: 'button', onclick: end(false) }, 'Cancel'),
        element('button', { class: 'button danger', onclick: end(true) }, action),
      ),
    );
    dialog.addEventListener('cancel', end(false));
    document.body.append(dialog);
    dialog.showModal();
  });
}
