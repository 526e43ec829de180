// Follows the links of the app without loading the page anew.
import { tab } from './tab.js';
import { likenessOf } from './scroll.js';
import { isAtRest, isDisconnected, isInMain } from './streamlit.js';

const PROOF = 'proof';
const LONGEST_SAVE = 4000;
const AGAIN = 20;

// The link of the app that an ordinary click is on, or null. With a key held down the browser opens
// it in another tab.
export function clickedLink(event) {
  const isModified = event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
  if (isModified || event.button) return null;
  return event.target.closest?.('a[data-in-app]') ?? null;
}

// Where a link leads: a citation opens its passage in the panel beside the page.
export function destination(link, here = location.href) {
  const to = new URL(link.href);
  const passage = to.searchParams.get('passage');
  return passage && link.dataset.inApp !== 'page' ? withProof(here, passage) : to.href;
}

// The URL of a page with a proof open in its panel.
export function withProof(page, proof) {
  const url = new URL(page);
  url.searchParams.set(PROOF, proof);
  return url.href;
}

export function followLinks(journey) {
  let waiting;
  document.addEventListener('click', (event) => {
    const sentence = touchedSentence(event);
    const link = clickedLink(event) ?? sentence;
    if (!link || link.hash) return;
    event.preventDefault();
    if (isDisconnected()) return;
    clearTimeout(waiting);
    if (link.dataset.closes && journey.closePanel()) return;
    const to = link.dataset.proof
      ? new URL(link.dataset.proof, location.href).href
      : destination(link);
    const like = isInMain(link) && likenessOf(sentence ? markOf(sentence) : link);
    const wait = (step) => {
      waiting = setTimeout(step, AGAIN);
    };
    whenSaved(wait, () => show(journey, to, like));
  });
}

// The sentence of a lesson that a click is on, or null: also if its words are being selected, or if
// something in it has a use of its own.
function touchedSentence(event) {
  const isSelecting = Boolean(String(window.getSelection()));
  const isPlain = !event.defaultPrevented && !event.button;
  const isItself = !event.target.closest?.('a, .term, .term-note');
  return isPlain && isItself && !isSelecting ? event.target.closest?.('[data-proof]') : null;
}

// The link that opens the proofs of all sentences of a paragraph: a sentence cannot have the focus.
const markOf = (sentence) => sentence.closest('p, li').querySelector('.proofs-mark');

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
