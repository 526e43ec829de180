// Keys at an item: a digit chooses an option, Enter presses the button that goes on. Not while
// somebody types, and not where a key has a meaning of its own.
import { areCharacterKeysOn } from './keys.js';
import { buttonIn, choicesIn, container, isDialogOpen } from './streamlit.js';

const TYPED =
  'input[type=text], textarea, select, [role=combobox], [role=listbox], [contenteditable]';
const PRESSED = `a, button, summary, ${TYPED}`;

let asked = null;

// `scope` and `button` are the keys of a container and of the button in it.
export function useItemKeys(data) {
  // Before Streamlit's fields hear of it, which keep Enter to themselves.
  if (!asked) document.addEventListener('keydown', press, true);
  asked = data;
}

function press(event) {
  const item = container(asked.scope);
  if (!item || isTaken(event)) return;
  if (event.key === 'Enter') goOn(event, item);
  else if (/^[1-9]$/.test(event.key) && areCharacterKeysOn()) choose(event, item);
}

function isTaken(event) {
  const isCommand = event.ctrlKey || event.metaKey || event.altKey;
  const isTyping = event.isComposing || isIn(event, TYPED);
  return event.repeat || isCommand || isTyping || isDialogOpen();
}

function goOn(event, item) {
  const button = buttonIn(item, asked.button);
  if (!button || isIn(event, PRESSED)) return;
  event.preventDefault();
  button.click();
}

function choose(event, item) {
  const choice = choicesIn(item)[Number(event.key) - 1];
  if (!choice) return;
  event.preventDefault();
  choice.focus();
  choice.click();
}

// Also within a component, whose element alone is known outside of it.
function isIn(event, selector) {
  return Boolean(event.composedPath()[0].closest?.(selector));
}
