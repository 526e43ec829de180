import { useItemKeys } from '/streamlit_internals/item_keys.js';
import { draw, equal, find, press, test } from './harness.js';

function item(fields) {
  draw(`<div class="st-key-item"><h2 id="stem">Who?</h2>${fields}
    <div class="st-key-send"><button>Check</button></div><summary>More</summary></div>`);
  const pressed = [];
  find('button').onclick = () => pressed.push('send');
  useItemKeys({ scope: 'item', button: 'send' });
  return pressed;
}

const RADIOS = `<div role="radiogroup"><input type="radio" name="a"><input type="radio" name="a"></div>
  <div role="radiogroup"><input type="radio" name="sure"></div>`;
const chosen = () => [...document.querySelectorAll('input')].map((each) => each.checked);

test('a digit chooses the radio button with this number in the first group', () => {
  item(RADIOS);
  press(find('#stem'), '2');
  equal(chosen(), [false, true, false]);
  equal(document.activeElement === find('input:nth-of-type(2)'), true);
});

test('a digit ticks the box with this number, and again unticks it', () => {
  item('<input type="checkbox"><input type="checkbox"><div role="radiogroup"></div>');
  press(find('#stem'), '1');
  press(find('#stem'), '2');
  press(find('#stem'), '1');
  equal(chosen(), [false, true]);
});

test('Enter presses the button, from a heading as from an option', () => {
  const pressed = item(RADIOS);
  press(find('#stem'), 'Enter');
  press(find('input'), 'Enter');
  equal(pressed, ['send', 'send']);
});

test('while somebody types, keys are only typed', () => {
  const pressed = item(`${RADIOS}<input type="text"><textarea></textarea>`);
  for (const field of document.querySelectorAll('input[type=text], textarea')) {
    press(field, '1');
    press(field, 'Enter');
  }
  equal([chosen().includes(true), pressed], [false, []]);
});

test('Enter keeps its own meaning at a link, a button and what is folded', () => {
  const pressed = item('<a href="#x">Link</a>');
  ['a', 'button', 'summary'].forEach((each) => press(find(each), 'Enter'));
  equal(pressed, []);
});

test('a key held down, or pressed with Control, does nothing', () => {
  const pressed = item(RADIOS);
  press(find('#stem'), 'Enter', { repeat: true });
  press(find('#stem'), '1', { ctrlKey: true });
  equal([chosen().includes(true), pressed], [false, []]);
});

test('where an item has no such option, and on a page without an item, nothing happens', () => {
  const pressed = item(RADIOS);
  press(find('#stem'), '9');
  draw('<h1>Course</h1>');
  press(find('h1'), 'Enter');
  press(find('h1'), '1');
  equal(pressed, []);
});
