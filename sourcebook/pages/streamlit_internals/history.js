// One step of the browser's history for each page, and where the page stood at each step. Nothing
// of this leaves the browser.
import { howLoaded, keep, loadedAt, recall } from './browser.js';
import { drawPageOfUrl } from './streamlit.js';

const KEPT = 'sourcebook-places';
const RETURNS = ['reload', 'back_forward'];

export class Journey {
  arrivals = 0;
  #url = location.href;
  #push = this.#noted(History.prototype.pushState);
  #replace = this.#noted(History.prototype.replaceState);
  #places = JSON.parse(recall(KEPT) ?? '{}');
  #made = 0;
  #isHalfway = false;
  #isTouched = false;
  #isOurs = false;

  constructor(scroll) {
    this.scroll = scroll;
    this.#stay();
    history.pushState = (state, unused, url) => this.#pushed(state, unused, url);
    history.replaceState = (state, unused, url) => this.#replaced(state, unused, url);
    window.addEventListener('popstate', () => this.#popped());
    window.addEventListener('pagehide', () => this.#leave(null));
    const touch = () => {
      this.#isTouched = true;
    };
    ['click', 'keydown', 'change'].forEach((name) => document.addEventListener(name, touch, true));
    if (this.#places[this.here] && RETURNS.includes(howLoaded())) this.#restore(true);
  }

  get isReturning() {
    return this.scroll.isReturning;
  }

  // Shows another page of the app; `link` tells which link led there. A proof that takes the place
  // of another in the panel is no step of its own, so that one step back closes the panel.
  go(to, link) {
    if (opensPanel(location.href, to)) this.#step(to, link, { hasPanel: true });
    else if (changesProof(location.href, to)) this.#replace(history.state, '', to);
    else this.#step(to, link);
    this.redraw();
  }

  // Goes back to the page as it was before its panel was opened; false if it was opened elsewhere.
  closePanel() {
    if (!history.state?.hasPanel) return false;
    history.back();
    return true;
  }

  // Has Streamlit draw the page that the URL names.
  redraw() {
    this.#isHalfway = false;
    this.#isOurs = true;
    drawPageOfUrl();
    this.#isOurs = false;
  }

  // A function that writes the URL, and notes it: after a step back, the browser knows the new one only.
  #noted(write) {
    return (...how) => {
      write.apply(history, how);
      this.#url = location.href;
    };
  }

  // The URL stays, and the history knows which step it belongs to.
  #stay() {
    this.here = history.state?.step ?? this.#newStep();
    if (history.state?.step !== this.here) this.#replace({ ...history.state, step: this.here }, '');
  }

  #newStep() {
    return `${loadedAt()}-${this.#made++}`;
  }

  #leave(link) {
    this.#places[this.here] = { ...this.scroll.place(), link };
    keep(KEPT, JSON.stringify(this.#places));
  }

  #step(to, link = null, more = {}) {
    this.#leave(link);
    this.here = this.#newStep();
    this.#arrive();
    this.#push({ step: this.here, ...more }, '', to);
    this.scroll.startAtTop();
  }

  #arrive() {
    this.arrivals++;
    this.#isTouched = false;
  }

  #pushed(state, unused, url) {
    const from = new URL(location.href);
    const to = new URL(url, from);
    const isHalf = changesQueryOnly(from, to);
    const isRest = this.#isHalfway && changesPathOnly(from, to);
    if (isRest || findsItem(from, to) || (isHalf && !this.#isTouched)) {
      this.#replace({ ...state, step: this.here }, unused, to);
    } else this.#step(to);
    this.#isHalfway = isHalf;
  }

  #replaced(state, unused, url) {
    const from = new URL(location.href);
    const to = new URL(url ?? from, from);
    this.#isHalfway = changesQueryOnly(from, to);
    this.#replace({ ...state, step: this.here }, unused, to);
  }

  #popped() {
    if (this.#isOurs) return;
    this.#isHalfway = false;
    this.#leave(null);
    this.#arrive();
    const [from, to, place] = [this.#url, location.href, this.scroll.place()];
    this.#url = to;
    this.#stay();
    // A page stands where it is if only its panel opens or closes; how high it will be is unknown.
    const isPanel = opensPanel(from, to) || opensPanel(to, from);
    if (isPanel) this.#places[this.here] = { ...this.#places[this.here], ...place, drawn: 0 };
    if (this.#places[this.here]) this.#restore(false);
  }

  #restore(isNewlyLoaded) {
    this.scroll.restore(this.#places[this.here], `back ${this.here}`, { isNewlyLoaded });
  }
}

// Streamlit writes the query of the next page on the path of the last one, and then its path: two
// steps where a reader takes one.
export function changesPathOnly(from, to) {
  return to.pathname !== from.pathname && to.search === from.search;
}

// This may be the first of those two steps, or a page that completes its own URL.
export function changesQueryOnly(from, to) {
  return to.pathname === from.pathname && to.search !== from.search;
}

const proofOf = (url) => new URL(url).searchParams.get('proof');

// The same page, but for the proof in its panel.
function isSamePage(from, to) {
  const [was, is] = [new URL(from), new URL(to)];
  was.searchParams.delete('proof');
  is.searchParams.delete('proof');
  return was.href === is.href;
}

export function opensPanel(from, to) {
  return isSamePage(from, to) && !proofOf(from) && Boolean(proofOf(to));
}

export function changesProof(from, to) {
  return isSamePage(from, to) && Boolean(proofOf(from)) && Boolean(proofOf(to));
}

// A quiz that finds its item is still the same step.
export function findsItem(from, to) {
  const was = from.searchParams;
  const is = to.searchParams;
  return (
    to.pathname === from.pathname &&
    is.has('item') &&
    !was.has('item') &&
    was.get('quiz') === is.get('quiz')
  );
}
