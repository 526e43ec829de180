import { pressOnEnter } from '/streamlit_internals/enter.js';
import { draw, equal, find, press, test } from './harness.js';

function form() {
  draw(`<div class="st-key-item"><input type="text"><textarea></textarea>
    <div class="st-key-check"><button>Check</button></div></div>`);
  const pressed = [];
  find('button').onclick = () => pressed.push('check');
  pressOnEnter({ scope: 'item', button: 'check' });
  return pressed;
}

test('Enter in a field of one line presses the button', async () => {
  const pressed = form();
  press(find('input'), 'Enter');
  await passTime(1);
  equal(pressed, ['check']);
});

test('Enter in a large field, other keys, and words being composed press nothing', async () => {
  const pressed = form();
  press(find('textarea'), 'Enter');
  press(find('input'), 'a');
  press(find('input'), 'Enter', { isComposing: true });
  await passTime(1);
  equal(pressed, []);
});

test('a field of one line names its keyboard, also one that is drawn later', () => {
  draw('<div class="st-key-item"><input type="text"></div>');
  pressOnEnter({ scope: 'item', button: 'check', keyboard: 'decimal' });
  find('.st-key-item').insertAdjacentHTML('beforeend', '<input type="text" id="later">');
  find('#later').dispatchEvent(new FocusEvent('focusin', { bubbles: true }));
  equal([find('input').inputMode, find('#later').inputMode], ['decimal', 'decimal']);
});
