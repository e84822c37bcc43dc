// Light or dark, for the page and for those who follow it.

const listeners = new Set();
const button = document.getElementById('theme');

export const colorMode = () => document.documentElement.dataset.colorMode;

export const onColorMode = (listener) => listeners.add(listener);

function set(mode) {
  document.documentElement.dataset.colorMode = mode;
  button.setAttribute('aria-pressed', String(mode === 'dark'));
  localStorage.setItem('color-mode', mode);
  listeners.forEach((listener) => listener(mode));
}

const asked = new URLSearchParams(window.location.search).get('theme');
set(asked ?? localStorage.getItem('color-mode') ?? 'light');
button.addEventListener('click', () => set(colorMode() === 'dark' ? 'light' : 'dark'));
