// The Enter key presses a button from the one-line fields in the same container. A phone shows
// the keyboard for them that `keyboard` names, as `inputmode` does.
import { buttonIn, container } from './streamlit.js';

let endPress = () => {};

export function pressOnEnter({ scope, button, keyboard }) {
  endPress();
  const fields = container(scope);
  if (!fields) return;
  const press = (event) => {
    const isComposing = event.isComposing || event.keyCode === 229;
    if (event.key !== 'Enter' || isComposing || !event.target.matches('input[type=text]')) return;
    // The field first tells the server what was typed.
    setTimeout(() => buttonIn(fields, button)?.click());
  };
  // A field may be drawn later than this runs.
  const name = ({ target }) => nameKeyboard(target, keyboard);
  fields.querySelectorAll('input').forEach((field) => nameKeyboard(field, keyboard));
  const listeners = { keydown: press, pointerdown: name, focusin: name };
  Object.entries(listeners).forEach((each) => fields.addEventListener(...each));
  endPress = () => Object.entries(listeners).forEach((each) => fields.removeEventListener(...each));
}

function nameKeyboard(field, keyboard) {
  if (keyboard && field.matches('input[type=text]')) field.setAttribute('inputmode', keyboard);
}
