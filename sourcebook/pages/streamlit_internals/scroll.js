// Where a page stands: a new one at its top, one that the reader comes back to where it stood.
import { whenReleased } from './pointer.js';
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
const LONGEST_RETURN = 20_000;
// Milliseconds and frames without a change. A slow device draws few frames in a second.
const QUIET = { time: 250, frames: 3 };
const QUIET_BUT_SHORT = { time: 2000, frames: 40 };
const NOTHING_TO_DRAW = 1000;
const TAKES_OVER = ['wheel', 'touchmove', 'keydown', 'pointerdown'];

export class Scroll {
  isReturning = false;
  #stop = () => {};

  // Where the page stands now, and how high it is, without and with the room that is kept for it.
  place() {
    const [top, height] = [main()?.scrollTop ?? 0, main()?.scrollHeight ?? 0];
    return { top, height, drawn: drawnHeight() };
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
    const sheet = document.createElement('style');
    document.head.append(sheet);
    const put = () => {
      if (hasBegun && main() && main().scrollTop !== place.top) main().scrollTop = place.top;
    };
    const begin = () => {
      if (!hasBegun) sheet.textContent = ruleThatKeepsHeight(place.height);
      hasBegun = true;
      put();
    };
    const drawn = new MutationObserver(begin);
    const end = (isUndisturbed) => {
      drawn.disconnect();
      this.isReturning = false;
      if (isUndisturbed) {
        focusLink(place.link, reason);
        put();
      }
      whenReleased(() => sheet.remove());
    };
    this.#follow(put, end, { longest: LONGEST_RETURN, wholeHeight: place.drawn });
    this.isReturning = true;
    drawn.observe(root(), { subtree: true, childList: true, characterData: true });
    // All may have been drawn before this code was there; no other page is on the screen then.
    if (isNewlyLoaded) begin();
  }

  #follow(atFrame, atEnd, limits) {
    this.#stop();
    this.#stop = untilRest(atFrame, atEnd, limits);
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
// A page that is not as high as `wholeHeight` may still wait for the code of a field, and must be
// quiet for longer.
export function untilRest(atFrame, atEnd, { longest = LONGEST, wholeHeight = 0 } = {}) {
  const start = performance.now();
  let isOver = false;
  let quietSince = start;
  let quietFrames = 0;
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
    quietFrames++;
    if (isDrawing || drawn !== height) [height, quietSince, quietFrames] = [drawn, now, 0];
    const enough = drawn < wholeHeight ? QUIET_BUT_SHORT : QUIET;
    const isQuiet = now - quietSince > enough.time && quietFrames > enough.frames;
    const rests = isQuiet && (hasDrawn || now - start > NOTHING_TO_DRAW);
    if (rests || now - start > longest) {
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
