import {
  appearance,
  applyDisplay,
  chooseAppearance,
  chooseTextSize,
  textSize,
} from '/streamlit_internals/display.js';
import { equal, test } from './harness.js';

const marks = document.documentElement.dataset;
const theme = (path) => localStorage.getItem(`stActiveTheme-${path}-v2`);

function forbidStorage() {
  Object.defineProperty(window, 'localStorage', {
    get() {
      throw new DOMException('Access is denied.', 'SecurityError');
    },
  });
}

test('without a choice the page has the usual size and is as the device', () => {
  localStorage.clear();
  applyDisplay();
  equal([textSize(), appearance()], ['100', 'device']);
  equal([marks.textSize ?? null, marks.appearance ?? null, theme('/')], [null, null, null]);
});

test('a size takes effect at once and is kept, the usual one by keeping nothing', () => {
  equal(chooseTextSize('130'), true);
  equal([marks.textSize, textSize()], ['130', '130']);
  chooseTextSize('100');
  equal([marks.textSize ?? null, textSize(), localStorage.length], [null, '100', 0]);
});

test('light or dark is there for the theme of each page that is loaded', () => {
  equal(chooseAppearance('dark'), true);
  history.replaceState({}, '', '/lesson?lesson=csto');
  applyDisplay();
  equal([marks.appearance, theme('/lesson')], ['dark', '"Dark"']);
  chooseAppearance('device');
  applyDisplay();
  equal([marks.appearance ?? null, theme('/lesson')], [null, null]);
});

test('a browser without storage says so, and shows the size all the same', () => {
  forbidStorage();
  applyDisplay();
  equal([chooseTextSize('150'), chooseAppearance('light')], [false, false]);
  equal([marks.textSize, textSize(), appearance()], ['150', '100', 'device']);
});
