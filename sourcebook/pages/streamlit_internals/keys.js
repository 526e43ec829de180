// The list of keys: it opens with “?” and with its button. A browser keeps it if somebody switches
// off the keys that type a character, because speech input may press them by mistake.
import { keepForGood, keptForGood } from './browser.js';
import { isDialogOpen } from './streamlit.js';

const KEYS_OFF = 'sourcebook-character-keys-off';
const TYPES_TEXT =
  'input:not([type=radio], [type=checkbox]), textarea, select, [role=combobox], [contenteditable]';

export const areCharacterKeysOn = () => keptForGood(KEYS_OFF) === null;

export function offerKeys() {
  document.addEventListener('keydown', (event) => {
    if (event.key === '?' && areCharacterKeysOn() && !isCommandOrTyping(event)) openKeyList();
  });
  document.addEventListener('click', (event) => {
    const use = event.target.closest?.('[data-keys]')?.dataset.keys;
    if (use === 'open') openKeyList();
    else if (use === 'close') keyList()?.close();
  });
  document.addEventListener('change', (event) => {
    if (event.target.matches?.('[data-keys=switch]')) {
      keepForGood(KEYS_OFF, event.target.checked ? null : 'off');
    }
  });
}

const keyList = () => document.getElementById('keys');

// The browser gives the focus back when the list closes, also with Escape.
function openKeyList() {
  if (!keyList()?.showModal || isDialogOpen()) return;
  keyList().querySelector('[data-keys=switch]').checked = areCharacterKeysOn();
  keyList().showModal();
}

// Also within a component, whose element alone is known outside of it.
function isCommandOrTyping(event) {
  const isCommand = event.ctrlKey || event.metaKey || event.altKey;
  const isTyping = event.isComposing || event.composedPath()[0].closest?.(TYPES_TEXT);
  return isCommand || event.defaultPrevented || Boolean(isTyping);
}
