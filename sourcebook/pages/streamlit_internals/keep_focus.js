// A run puts new elements in the place of old ones, and what had the focus may be gone with them.
// Then the same thing gets it again; on another page its heading does; else the heading above.
import { isShown } from './browser.js';
import {
  inMain,
  isDialogOpen,
  isInMain,
  isRunning,
  isStale,
  root,
  RUN_STATE,
  selectorOfPlace,
} from './streamlit.js';
import { tab } from './tab.js';

const QUIET_TIME = 120;

// Calls `rested` each time that a page has been drawn.
export function keepFocus(rested) {
  new Keeper(rested).begin();
}

class Keeper {
  #last = null;
  #page = null;
  #movedFor = tab.focus;
  #timer;

  constructor(rested) {
    this.rested = rested;
  }

  begin() {
    document.addEventListener('focusin', (event) => {
      this.#note(event.target);
      this.#wait();
    });
    document.addEventListener('focusout', (event) => setTimeout(() => this.#letGo(event.target)));
    new MutationObserver(() => this.#wait()).observe(root(), {
      subtree: true,
      childList: true,
      attributes: true,
      attributeFilter: ['disabled', RUN_STATE],
    });
    // Which page it is at first has to be known, too, if nothing more is drawn on it.
    this.#wait();
  }

  #note(element) {
    this.#last = isInMain(element)
      ? {
          element,
          likeness: likenessOfElement(element),
          heading: headings()
            .filter((each) => isBefore(each, element))
            .pop()?.textContent,
        }
      : null;
  }

  // A click beside a field moves the focus nowhere; a removed element still counts as the last
  // one. With the keyboard that cannot happen: then the field dropped the focus by itself, as
  // lists do after a choice.
  #letGo(element) {
    if (!isByKeyboard() && this.#last?.element === element && canHold(element)) this.#last = null;
  }

  #wait() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#settle(), QUIET_TIME);
    if (this.#isLost()) this.#focusAgain();
  }

  #settle() {
    if (isRunning()) {
      this.#wait();
      return;
    }
    this.rested();
    const now = pageName();
    const isElsewhere = this.#page !== null && now !== this.#page;
    const isMoved = this.#movedFor !== tab.focus;
    this.#page = now;
    this.#movedFor = tab.focus;
    if (isMoved || isDialogOpen()) return;
    if (isElsewhere) focusHeading(headings()[0]);
    else if (this.#isLost() && !this.#focusAgain()) this.#focusHeadingAbove();
  }

  #isLost() {
    return this.#last && document.activeElement === document.body && !canHold(this.#last.element);
  }

  #focusAgain() {
    const { place, tag, name } = this.#last.likeness;
    // A field may have another key once it was used; then only the one with its name is the same.
    const others = alike(inMain(tag), name);
    const next =
      alike(document.querySelectorAll(`${place} ${tag}`), name)[0] ??
      (others.length === 1 ? others[0] : null);
    next?.focus({ preventScroll: true });
    return Boolean(next);
  }

  #focusHeadingAbove() {
    const all = headings();
    focusHeading(all.find((each) => each.textContent === this.#last.heading) ?? all[0]);
  }
}

// An element that only a script can focus shows its focus to keyboard users, and to nobody else.
export function noticeKeyboard() {
  const marks = document.documentElement.classList;
  document.addEventListener('keydown', () => marks.add('by-keyboard'), true);
  document.addEventListener('pointerdown', () => marks.remove('by-keyboard'), true);
}

const isByKeyboard = () => document.documentElement.classList.contains('by-keyboard');
const headings = () => inMain('h1, h2, h3, h4').filter(isShown);
const isBefore = (one, other) =>
  one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING;
const canHold = (element) => element.isConnected && !element.disabled && isShown(element);
const pageName = () => `${window.location.pathname} ${headings()[0]?.textContent}`;

// What tells this element from others, and stays the same when it is drawn anew.
function likenessOfElement(element) {
  return {
    place: selectorOfPlace(element),
    tag: element.tagName.toLowerCase(),
    name: nameOf(element),
  };
}

const nameOf = (element) =>
  element.getAttribute('aria-label') ||
  element.getAttribute('href') ||
  element.closest('label')?.textContent ||
  element.textContent;

const alike = (elements, name) =>
  [...elements].filter((each) => canHold(each) && !isStale(each) && nameOf(each) === name);

function focusHeading(heading) {
  if (!heading) return;
  heading.setAttribute('tabindex', '-1');
  heading.focus({ preventScroll: true });
}
