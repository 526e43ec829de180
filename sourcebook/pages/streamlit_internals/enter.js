// The Enter key presses a button from the one-line fields in the same container.
import { buttonIn, container } from './streamlit.js';

let endPress = () => {};

export function pressOnEnter({ scope, button }) {
  endPress();
  const fields = container(scope);
  if (!fields) return;
  const press = (event) => {
    const isComposing = event.isComposing || event.keyCode === 229;
    if (event.key !== 'Enter' || isComposing || !event.target.matches('input[type=text]')) return;
    // The field first tells the server what was typed.
    setTimeout(() => buttonIn(fields, button)?.click());
  };
  fields.addEventListener('keydown', press);
  endPress = () => fields.removeEventListener('keydown', press);
}
