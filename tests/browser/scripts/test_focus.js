import { moveFocus } from '/streamlit_internals/focus.js';
import { tab } from '/streamlit_internals/tab.js';
import { draw, equal, find, test } from './harness.js';

const focus = (moment) => moveFocus({ target: 'result', moment, block: 'start' });
const blur = () => document.activeElement.blur();

test('an element gets the focus once for each moment', () => {
  draw('<h2 id="result">Right</h2>');
  focus('item 1');
  equal(document.activeElement.id, 'result');
  blur();
  focus('item 1');
  equal(document.activeElement === document.body, true);
  focus('item 2');
  equal(document.activeElement.id, 'result');
});

test('an element that is drawn later gets the focus when it is there', async () => {
  draw('<p>Wait</p>');
  focus('item 1');
  await passTime(500);
  find('p').outerHTML = '<h2 id="result">Right</h2>';
  await passTime(100);
  equal(document.activeElement.id, 'result');
});

test('an element that is not there yet gets the focus if it is asked for once more', async () => {
  draw('<p>Wait</p>');
  focus('item 1');
  focus('item 1');
  find('p').outerHTML = '<h2 id="result">Right</h2>';
  await passTime(100);
  equal(document.activeElement.id, 'result');
});

test('the target can be focused again, and after a return to the page too', () => {
  draw('<h2 id="result">Right</h2>');
  focus('item 1');
  blur();
  tab.refocus();
  equal(document.activeElement.id, 'result');
  blur();
  tab.journey = { arrivals: 1, isReturning: true };
  focus('item 1');
  equal(document.activeElement.id, 'result');
});
