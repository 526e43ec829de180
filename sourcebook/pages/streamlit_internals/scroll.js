// Where a page stands: a new one at its top, one that the reader comes back to where it stood.
import { tab } from './tab.js';
import {
  drawnHeight,
  inMain,
  isAtRest,
  ruleThatKeepsHeight,
  main,
  pageHeading,
  root,
} from './streamlit.js';

const LONGEST = 4000;
const QUIET = 250;
const NOTHING_TO_DRAW = 1000;
const TAKES_OVER = ['wheel', 'touchmove', 'keydown', 'pointerdown'];

export class Scroll {
  isReturning = false;
  #sheet = document.createElement('style');
  #stop = () => {};

  constructor() {
    document.head.append(this.#sheet);
  }

  // Where the page stands now.
  place() {
    return { top: main()?.scrollTop ?? 0, height: main()?.scrollHeight ?? 0 };
  }

  // The next page begins at its top, unless it moves the focus to a place of its own.
  startAtTop() {
    const heading = pageHeading();
    const focus = tab.focus;
    const before = { path: location.pathname, heading, text: heading?.textContent };
    let isDone = false;
    this.#follow(
      () => {
        if (isDone || !isAnother(pageHeading(), before) || tab.focus !== focus) return;
        isDone = true;
        main().scrollTop = 0;
      },
      () => {},
    );
  }

  // The page gets its old height before its content, so that it can stand where it stood at once.
  // `reason` becomes what the focus was moved for.
  restore(place, reason, { isNewlyLoaded }) {
    let hasBegun = false;
    const put = () => {
      if (hasBegun && main() && main().scrollTop !== place.top) main().scrollTop = place.top;
    };
    const begin = () => {
      if (!hasBegun) this.#sheet.textContent = ruleThatKeepsHeight(place.height);
      hasBegun = true;
      put();
    };
    const drawn = new MutationObserver(begin);
    this.#follow(put, (isUndisturbed) => {
      drawn.disconnect();
      this.isReturning = false;
      if (isUndisturbed) {
        focusLink(place.link, reason);
        put();
      }
      this.#sheet.textContent = '';
    });
    this.isReturning = true;
    drawn.observe(root(), { subtree: true, childList: true, characterData: true });
    // All may have been drawn before this code was there; no other page is on the screen then.
    if (isNewlyLoaded) begin();
  }

  #follow(atFrame, atEnd) {
    this.#stop();
    this.#stop = untilRest(atFrame, atEnd);
  }
}

// On the same path only the words of the heading tell another page from the one before.
function isAnother(heading, before) {
  if (!heading) return false;
  const isElsewhere = location.pathname !== before.path;
  return isElsewhere ? heading !== before.heading : heading.textContent !== before.text;
}

// Calls `atFrame` at each frame until the page rests, the reader takes over, or time is up. Then it
// calls `atEnd`, with true if the reader did not take over. Returns a function that ends it early.
export function untilRest(atFrame, atEnd) {
  const start = performance.now();
  let isOver = false;
  let quietSince = start;
  let height = 0;
  let hasDrawn = false;
  const end = (isUndisturbed) => {
    if (isOver) return;
    isOver = true;
    TAKES_OVER.forEach((name) => window.removeEventListener(name, stop, true));
    atEnd(isUndisturbed);
  };
  const stop = () => end(false);
  const look = (now) => {
    if (isOver) return;
    const drawn = drawnHeight();
    const isDrawing = !isAtRest();
    hasDrawn ||= isDrawing;
    if (isDrawing || drawn !== height) [height, quietSince] = [drawn, now];
    const rests = (hasDrawn || now - start > NOTHING_TO_DRAW) && now - quietSince > QUIET;
    if (rests || now - start > LONGEST) {
      end(true);
      return;
    }
    atFrame();
    requestAnimationFrame(look);
  };
  TAKES_OVER.forEach((name) => window.addEventListener(name, stop, true));
  requestAnimationFrame(look);
  return stop;
}

// Which link of the page this is, to find it again when the page is drawn anew. Null in the bar
// and among the numbers of a quiz, which stand on each page.
export function likenessOf(link) {
  if (link.closest('.masthead, .steps')) return null;
  const href = link.getAttribute('href');
  return { href, nth: linksTo(href).indexOf(link) };
}

const linksTo = (href) =>
  inMain('a[data-in-app]').filter((each) => each.getAttribute('href') === href);

function focusLink(likeness, reason) {
  const link = likeness && linksTo(likeness.href)[likeness.nth];
  if (!link) return;
  for (let around = link.parentElement; around; around = around.parentElement) {
    if (around.tagName === 'DETAILS') around.open = true;
  }
  // Nothing else is to take the focus on this page.
  tab.focus = reason;
  link.focus({ preventScroll: true });
}
