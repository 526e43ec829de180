// The size of the text, and light or dark, as this browser keeps them.
import { keepForGood, keptForGood } from './browser.js';

const SIZE = 'sourcebook-text-size';
const APPEARANCE = 'sourcebook-appearance';
const USUAL_SIZE = '100';
const AS_THE_DEVICE = 'device';
const THEMES = { light: '"Light"', dark: '"Dark"' };

export const textSize = () => keptForGood(SIZE) ?? USUAL_SIZE;
export const appearance = () => keptForGood(APPEARANCE) ?? AS_THE_DEVICE;

// Streamlit 1.67 reads its theme once, when a page is loaded, from a key that names the page's path.
const themeKey = () => `stActiveTheme-${location.pathname}-v2`;

// Runs in the head of each page, before anything is drawn.
export function applyDisplay() {
  showSize(textSize());
  const chosen = appearance();
  mark('appearance', chosen === AS_THE_DEVICE ? null : chosen);
  keepForGood(themeKey(), THEMES[chosen] ?? null);
}

// Takes effect at once; false if the browser does not keep it.
export function chooseTextSize(size) {
  showSize(size);
  return keepForGood(SIZE, size === USUAL_SIZE ? null : size);
}

// Takes effect when the page is loaded again; false if the browser does not keep it.
export function chooseAppearance(chosen) {
  return keepForGood(APPEARANCE, chosen === AS_THE_DEVICE ? null : chosen);
}

const showSize = (size) => mark('textSize', size === USUAL_SIZE ? null : size);

function mark(name, value) {
  const marks = document.documentElement.dataset;
  if (value === null) delete marks[name];
  else marks[name] = value;
}
