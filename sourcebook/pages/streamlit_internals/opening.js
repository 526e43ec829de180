// The text of the first response gives way to the app, which shows the same text where it was read.
import { app, main } from './streamlit.js';
import { tab } from './tab.js';

const text = () => document.getElementById('opening');
const SETTLES = 3000;
const TOUCHES = ['wheel', 'touchstart', 'pointerdown', 'keydown'];
const READ = 'h1, h2, h3, p, li, tr';

// While it stands there, the app cannot take the focus.
export const isOpening = () => Boolean(text());

// The style sheet in opening.html decides when; it hides the text in the frame that shows the app.
export function giveWay() {
  const first = text();
  if (!first) return;
  if (getComputedStyle(first).visibility !== 'hidden') {
    requestAnimationFrame(giveWay);
    return;
  }
  const read = scrollY > 0 && firstInSight(first);
  const top = read && read.getBoundingClientRect().top;
  const focused = first.contains(document.activeElement) && document.activeElement;
  first.remove();
  tab.openedAt = performance.now();
  const sameText = read && inApp(read, read.localName);
  if (sameText) holdAt(sameText, top);
  if (focused) inApp(focused, 'a, summary')?.focus({ preventScroll: true });
}

// Where an element has just been brought, it stays while the app has only just opened.
export function holdWhileOpening(element) {
  if (performance.now() - tab.openedAt < SETTLES)
    holdAt(element, element.getBoundingClientRect().top);
}

// Letters and fields that come a little later move what is below them.
function holdAt(element, top) {
  const until = performance.now() + SETTLES;
  let isTouched = false;
  const touch = () => (isTouched = true);
  TOUCHES.forEach((name) => document.addEventListener(name, touch, { once: true, capture: true }));
  const hold = () => {
    if (isTouched || !element.isConnected) return;
    main().scrollTop += element.getBoundingClientRect().top - top;
    if (performance.now() < until) requestAnimationFrame(hold);
  };
  hold();
}

function firstInSight(first) {
  return [...first.querySelectorAll(READ)].find((each) => each.getBoundingClientRect().top >= 0);
}

function inApp(element, selector) {
  return [...app().querySelectorAll(selector)].find(
    (each) =>
      each.textContent === element.textContent &&
      each.getAttribute('href') === element.getAttribute('href'),
  );
}
