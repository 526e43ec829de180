// Focuses an element and brings it, or the one called `view`, into view, once for each reason.
import { holdWhileOpening, isOpening } from './opening.js';
import { whenReleased } from './pointer.js';
import { tab } from './tab.js';

const TRIES = 60;
const PAUSE = 50;

let focusTimer;
let focusedFor;

export function moveFocus({ target, moment, block, view }) {
  // A reader who comes back finds the page at the same place.
  const isBack = tab.journey?.isReturning;
  const go = (tries = TRIES) => {
    const found = !isOpening() && document.getElementById(target);
    if (found) whenReleased(() => focusOn(found, isBack ? null : block, view));
    else if (tries) focusTimer = setTimeout(go, PAUSE, tries - 1);
  };
  // A link to where one is already leads there again.
  tab.refocus = () => go();
  const reason = `${moment} ${tab.journey?.arrivals}`;
  if (focusedFor === reason) return;
  focusedFor = tab.focus = reason;
  clearTimeout(focusTimer);
  go();
}

function focusOn(target, block, view) {
  target.setAttribute('tabindex', '-1');
  if (block) (document.getElementById(view) ?? target).scrollIntoView({ block });
  target.focus({ preventScroll: true });
  if (block) holdWhileOpening(target);
}
