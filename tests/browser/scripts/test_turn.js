import { turnSteps } from '/streamlit_internals/turn.js';
import { draw, equal, find, press, test } from './harness.js';

const BUTTONS = { scope: 'turn', back: 'step-back', on: 'step-on' };

// A step between two others; it notes which button is pressed.
function step({ fields = '' } = {}) {
  draw(`<p>Step 2</p>${fields}<div class="st-key-turn">
    <div class="st-key-step-back"><button>Back</button></div>
    <div class="st-key-step-on"><button>Continue</button></div></div>`);
  const pressed = [];
  for (const each of document.querySelectorAll('button')) {
    each.addEventListener('click', () => pressed.push(each.textContent));
  }
  turnSteps(BUTTONS);
  return pressed;
}

test('the arrow keys press the buttons to the steps beside this one', () => {
  const pressed = step();
  press(find('p'), 'ArrowRight');
  press(document.body, 'ArrowLeft');
  press(find('p'), 'ArrowDown');
  equal(pressed, ['Continue', 'Back']);
});

test('asked at each run, a key still presses its button once', () => {
  const pressed = step();
  turnSteps(BUTTONS);
  press(find('p'), 'ArrowRight');
  equal(pressed, ['Continue']);
});

test('a field that needs the arrow keys keeps them', () => {
  const fields = `<input><textarea></textarea><div role="radiogroup"><label>A</label></div>
    <div role="listbox"><b>A</b></div>`;
  const pressed = step({ fields });
  ['input', 'textarea', 'label', 'b'].forEach((each) => press(find(each), 'ArrowRight'));
  equal(pressed, []);
});

test('with another key held down the browser keeps the arrow key', () => {
  const pressed = step();
  press(find('p'), 'ArrowLeft', { altKey: true });
  equal(pressed, []);
});

test('on the first step and on other pages there is nothing to press', () => {
  const pressed = step();
  find('.st-key-step-back').remove();
  press(find('p'), 'ArrowLeft');
  find('.st-key-turn').remove();
  press(find('p'), 'ArrowRight');
  equal(pressed, []);
});
