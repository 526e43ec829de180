// Brings an element into view and focuses it, once for each reason to do so.
import { tab } from './tab.js';

const TRIES = 60;
const PAUSE = 50;

let focusTimer;

export function moveFocus({ target, moment, block }) {
  clearTimeout(focusTimer);
  // Whoever comes back finds the page where it stood.
  const isBack = tab.journey?.isReturning;
  const go = (tries = TRIES) => {
    const found = document.getElementById(target);
    if (found) focusOn(found, isBack ? null : block);
    else if (tries) focusTimer = setTimeout(go, PAUSE, tries - 1);
  };
  // A link to where one is already leads there again.
  tab.refocus = () => go();
  const reason = `${moment} ${tab.journey?.arrivals}`;
  if (tab.focus !== reason) {
    tab.focus = reason;
    go();
  }
}

function focusOn(target, block) {
  target.setAttribute('tabindex', '-1');
  if (block) target.scrollIntoView({ block });
  target.focus({ preventScroll: true });
}
