// Follows the links of the app without loading the page anew.
import { tab } from './tab.js';
import { likenessOf } from './scroll.js';
import { isAtRest, isDisconnected, isInMain } from './streamlit.js';

const LONGEST_SAVE = 4000;
const AGAIN = 20;

// The link of the app that an ordinary click is on, or null. With a key held down the browser opens
// it in another tab.
export function clickedLink(event) {
  const isModified = event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
  if (isModified || event.button) return null;
  return event.target.closest?.('a[data-in-app]') ?? null;
}

// A citation opens its passage beside the page; whether there is one, the server knows.
export function opensInPlace(link) {
  return link.dataset.inApp !== 'page' && new URL(link.href).searchParams.has('passage');
}

export function followLinks(journey) {
  let waiting;
  document.addEventListener('click', (event) => {
    const link = clickedLink(event);
    if (!link || opensInPlace(link) || link.hash) return;
    event.preventDefault();
    if (isDisconnected()) return;
    clearTimeout(waiting);
    const to = link.href;
    const like = isInMain(link) && likenessOf(link);
    const wait = (step) => {
      waiting = setTimeout(step, AGAIN);
    };
    whenSaved(wait, () => show(journey, to, like));
  });
}

// What was filled in a moment before is saved by a run of its own, which must have come to its end.
function whenSaved(wait, act) {
  const since = performance.now();
  const look = () => {
    if (!isAtRest() && performance.now() - since < LONGEST_SAVE) wait(look);
    else act();
  };
  wait(look);
}

function show(journey, to, like) {
  if (to !== location.href) {
    journey.go(to, like);
    return;
  }
  tab.refocus?.();
  journey.redraw();
}
