// The Enter key presses a button from the one-line fields in the same container.
import { buttonIn, container } from './streamlit.js';

export default function ({ data }) {
  const fields = container(data.scope);
  if (!fields) return;
  const press = (event) => {
    const isComposing = event.isComposing || event.keyCode === 229;
    if (event.key !== 'Enter' || isComposing || !event.target.matches('input[type=text]')) return;
    // The field first tells the server what was typed.
    setTimeout(() => buttonIn(fields, data.button)?.click());
  };
  fields.addEventListener('keydown', press);
  return () => fields.removeEventListener('keydown', press);
}
