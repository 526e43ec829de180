// Brings an element into view and focuses it, once for each reason to do so.
import { tab } from './tab.js';

const TRIES = 60;
const PAUSE = 50;

export default function ({ data }) {
  let timer;
  // Whoever comes back finds the page where it stood.
  const isBack = tab.journey?.isReturning;
  const go = (tries = TRIES) => {
    const target = document.getElementById(data.target);
    if (target) focusOn(target, isBack ? null : data.block);
    else if (tries) timer = setTimeout(go, PAUSE, tries - 1);
  };
  // A link to where one is already leads there again.
  tab.refocus = () => go();
  const reason = `${data.moment} ${tab.journey?.arrivals}`;
  if (tab.focus !== reason) {
    tab.focus = reason;
    go();
  }
  return () => clearTimeout(timer);
}

function focusOn(target, block) {
  target.setAttribute('tabindex', '-1');
  if (block) target.scrollIntoView({ block });
  target.focus({ preventScroll: true });
}
