// The arrow keys press the buttons to the step before and to the one after.
import { buttonIn, container } from './streamlit.js';

const NEEDS_ARROWS =
  'input, textarea, select, [role=radiogroup], [role=listbox], [contenteditable]';

let endTurning = () => {};

export function turnSteps({ scope, back, on }) {
  endTurning();
  const press = (event) => {
    const key = { ArrowLeft: back, ArrowRight: on }[event.key];
    const buttons = container(scope);
    if (!key || !buttons || isForSomethingElse(event)) return;
    buttonIn(buttons, key)?.click();
  };
  document.addEventListener('keydown', press);
  endTurning = () => document.removeEventListener('keydown', press);
}

function isForSomethingElse(event) {
  const hasModifier = event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
  return hasModifier || event.defaultPrevented || Boolean(event.target.closest?.(NEEDS_ARROWS));
}
