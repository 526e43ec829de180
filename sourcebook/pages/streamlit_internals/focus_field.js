// Puts the keyboard into a field of a form, and opens what it is folded away in, once for each reason.
import { fieldOf, foldsAround } from './streamlit.js';
import { tab } from './tab.js';

const FIELD_TRIES = 200;
const FIELD_PAUSE = 50;

let fieldTimer;
let enteredFor;

export function focusField({ field, moment }) {
  const reason = `${moment} ${tab.journey?.arrivals}`;
  if (enteredFor === reason) return;
  enteredFor = tab.focus = reason;
  clearTimeout(fieldTimer);
  const go = (tries = FIELD_TRIES) => {
    const found = fieldOf(field);
    if (found) enterField(found);
    else if (tries) fieldTimer = setTimeout(go, FIELD_PAUSE, tries - 1);
  };
  go();
}

function enterField(field) {
  foldsAround(field).forEach((each) => each.click());
  // What was folded away can have the focus from the next frame on.
  requestAnimationFrame(() => {
    field.scrollIntoView({ block: 'center' });
    field.focus({ preventScroll: true });
  });
}
