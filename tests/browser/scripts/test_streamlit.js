import {
  container,
  drawnHeight,
  focusAfterDialog,
  inMain,
  isAtRest,
  isRunning,
  selectorOfPlace,
} from '/streamlit_internals/streamlit.js';
import { draw, equal, find, runs, test } from './harness.js';

test('before Streamlit has drawn anything nothing is found and nothing is at rest', () => {
  equal([isAtRest(), isRunning(), drawnHeight(), inMain('h1')], [false, false, 0, []]);
});

test('a page runs or is at rest', () => {
  draw('');
  equal([isAtRest(), isRunning()], [true, false]);
  runs(true);
  equal([isAtRest(), isRunning()], [false, true]);
});

test('a place is named by the nearest key around it, or else is the page', () => {
  draw('<div class="other st-key-item.1"><b>In</b></div><i>Out</i>');
  const place = selectorOfPlace(find('b'));
  equal(document.querySelectorAll(place).length, 1);
  equal([place, selectorOfPlace(find('i'))], ['.st-key-item\\.1', '.stMain']);
  equal(container('other'), null);
});

test('a field gets the focus back from a dialog that has gone', async () => {
  draw('<input><div role="dialog"><button>Close</button></div>');
  const dialog = find('[role=dialog]');
  find('button').focus();
  focusAfterDialog(find('button'), find('input'));
  await passTime(200);
  equal(document.activeElement === find('button'), true);
  dialog.remove();
  await passTime(100);
  equal(document.activeElement === find('input'), true);
});
