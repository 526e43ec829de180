import draw from '/me/display_settings.js';
import { equal, find, test } from './harness.js';

function fields() {
  find('#root').innerHTML = `<button data-size="100">100 %</button>
    <button data-size="130">130 %</button>
    <button data-appearance="device">As the device</button>
    <button data-appearance="dark">Dark</button><p role="status"></p>`;
  draw({ parentElement: find('#root') });
}

const pressed = () =>
  [...document.querySelectorAll('[aria-pressed=true]')].map((each) => each.textContent);

test('what the browser keeps is pressed', () => {
  localStorage.setItem('sourcebook-text-size', '130');
  localStorage.setItem('sourcebook-appearance', 'dark');
  fields();
  equal(pressed(), ['130 %', 'Dark']);
});

test('a press on a size takes effect at once', () => {
  localStorage.clear();
  fields();
  find('[data-size="130"]').click();
  equal([pressed(), find('[role=status]').textContent], [['130 %', 'As the device'], '']);
  equal(document.documentElement.dataset.textSize, '130');
});

test('a browser without storage says how long a choice lasts', () => {
  Object.defineProperty(window, 'localStorage', { value: null });
  fields();
  const said = () => find('[role=status]').textContent;
  find('[data-size="130"]').click();
  equal(said().endsWith('The size lasts until you load a page again.'), true);
  find('[data-appearance="dark"]').click();
  equal(said().endsWith('So it is as light or dark as the device.'), true);
});

test('after the page was loaded again the button that was pressed has the focus', () => {
  localStorage.clear();
  sessionStorage.setItem('sourcebook-display-loaded', 'dark');
  fields();
  equal(document.activeElement.textContent, 'Dark');
  equal(sessionStorage.getItem('sourcebook-display-loaded'), null);
});
