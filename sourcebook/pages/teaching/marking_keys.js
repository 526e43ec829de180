// Keys at a text to be marked: c goes to the comment, n and p to the next text and the one before,
// letters insert comments, Ctrl+Enter keeps the comment. Digits are Streamlit's own shortcuts.
import { areCharacterKeysOn } from '../streamlit_internals/keys.js';
import { buttonIn, container, isDialogOpen } from '../streamlit_internals/streamlit.js';

const TYPED_IN =
  'input:not([type=radio], [type=checkbox]), textarea, select, [role=combobox], [role=listbox], [contenteditable]';
const TURN_LINKS = { n: 'a[rel=next]', p: 'a[rel=prev]' };

export default function ({ data }) {
  const listen = (event) => pressKey(event, data);
  // Before Streamlit hears of them.
  document.addEventListener('keydown', listen, true);
  return () => document.removeEventListener('keydown', listen, true);
}

function pressKey(event, { scope, letters }) {
  const page = container(scope);
  if (!page || isDialogOpen() || event.repeat || event.isComposing) return;
  const isTyping = Boolean(event.composedPath()[0].closest?.(TYPED_IN));
  const isCommand = event.ctrlKey || event.metaKey;
  if (event.key === 'Enter' && isCommand && !event.altKey) keepComment(event, page);
  else if (!isTyping && !isCommand && !event.altKey) pressCharacter(event, page, letters);
}

function pressCharacter(event, page, letters) {
  if (!areCharacterKeysOn()) {
    // Streamlit does not know that they are switched off.
    if (/^[0-9]$/.test(event.key)) event.stopImmediatePropagation();
    return;
  }
  const act = actionOf(event.key, page, letters);
  if (!act) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  act();
}

function actionOf(key, page, letters) {
  if (key === 'c') return focusOn(page.querySelector('textarea'));
  if (TURN_LINKS[key]) return clickOn(page.querySelector(TURN_LINKS[key]));
  return Object.hasOwn(letters, key) ? clickOn(buttonIn(page, letters[key])) : null;
}

const focusOn = (element) => element && (() => element.focus());
const clickOn = (element) => element && (() => element.click());

// The field tells the server what was typed when it loses the focus. Without a mark, the comment
// waits for one, and the rubric gets the focus.
function keepComment(event, page) {
  if (!page.querySelector('textarea')) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  document.activeElement.blur();
  setTimeout(() => {
    const button = buttonIn(page, 'keep-comment');
    if (button) button.click();
    else focusRubric(page.querySelector('#rubric'));
  });
}

function focusRubric(heading) {
  if (!heading) return;
  heading.setAttribute('tabindex', '-1');
  heading.focus();
}
