const QUIET = 120;
const FORGET = 10_000;

export default function ({ data }) {
  const tab = (window.sourcebookAttention ??= begin());
  if (data.said && data.moment !== tab.moment) {
    tab.moment = data.moment;
    tab.say(data.said);
  }
}

function begin() {
  const region = document.createElement('div');
  region.className = 'unseen news';
  region.setAttribute('role', 'log');
  document.body.append(region);
  // Only what is added is read, so an older sentence is never read again.
  const say = (text) => {
    const sentence = document.createElement('p');
    sentence.textContent = text;
    region.append(sentence);
    setTimeout(() => sentence.remove(), FORGET);
  };
  tellOfFiles(say);
  keepFocus(() => { readMessages(say); mendNames(); });
  // What the page before had to say of its own end.
  const left = recall('sourcebook-said');
  forget('sourcebook-said');
  if (left) tell(left, say);
  return { say, moment: 0 };
}

// It is said, and can be read until the next key or click.
function tell(text, say) {
  const told = document.createElement('p');
  told.className = 'told';
  told.setAttribute('aria-hidden', 'true');
  told.textContent = text;
  document.querySelector('.stApp').append(told);
  ['click', 'keydown'].forEach((name) => document.addEventListener(name, () => told.remove(), { once: true }));
  setTimeout(() => say(text), 1000);
}

// Streamlit draws a message with its words already in it, where not every reader hears them.
function readMessages(say) {
  document.querySelectorAll(':is(.stAlert, .stSpinner) [role=status]').forEach((message) => {
    message.removeAttribute('role');
    say(message.textContent);
  });
}

// Streamlit names a field by its label with the Markdown signs in it; a reader should hear the words.
function mendNames() {
  document.querySelectorAll('.stMain :is([role=radiogroup], input)[aria-label]').forEach((field) => {
    const widget = field.closest('.stRadio, .stCheckbox, .stTextInput');
    const label = widget?.querySelector('[data-testid=stWidgetLabel]');
    if (label && /[\\*]/.test(field.getAttribute('aria-label'))) field.setAttribute('aria-label', label.textContent);
  });
}

// A copy and a download change nothing on the page.
function tellOfFiles(say) {
  document.addEventListener('click', (event) => {
    const button = event.target.closest('button, a');
    if (button?.closest('.stCode')) say('Copied');
    else if (button?.matches('a[download]')) say('The download begins');
  });
}

// A run puts new elements in the place of old ones, and what had the focus may be gone with them.
// Then the same thing gets it again; on another page its heading does; else the heading above.
function keepFocus(rested) {
  let last = null, page = null, moved = window.sourcebookFocus, timer;

  const note = (element) => {
    last = element.closest('.stMain') && {
      element, alike: likeness(element),
      heading: headings().filter((each) => follows(each, element)).pop()?.textContent,
    };
  };
  const isLost = () => document.activeElement === document.body && last && !canHold(last.element);

  const look = () => {
    clearTimeout(timer);
    timer = setTimeout(settle, QUIET);
    if (isLost()) again();
  };
  const again = () => {
    const { place, tag, name } = last.alike;
    // A field may have another key once it was used; then only the one with its name is the same.
    const others = alike(`.stMain ${tag}`, name);
    const next = alike(`${place} ${tag}`, name)[0] ?? (others.length === 1 ? others[0] : null);
    next?.focus({ preventScroll: true });
    return Boolean(next);
  };
  const settle = () => {
    if (isDrawing()) return look();
    rested();
    const now = pageName(), isElsewhere = page !== null && now !== page;
    page = now;
    const isMoved = moved !== window.sourcebookFocus;
    moved = window.sourcebookFocus;
    if (isMoved || document.querySelector('[role=dialog]')) return;
    if (isElsewhere) focusHeading(headings()[0]);
    else if (isLost() && !again()) {
      focusHeading(headings().filter((each) => each.textContent === last.heading)[0] ?? headings()[0]);
    }
  };

  // What only a script can focus shows it to whoever works with the keyboard, and to nobody else.
  const root = document.documentElement.classList;
  document.addEventListener('keydown', () => root.add('by-keyboard'), true);
  document.addEventListener('pointerdown', () => root.remove('by-keyboard'), true);
  document.addEventListener('focusin', (event) => { note(event.target); look(); });
  // Whoever clicks beside a field wants no other place; what is taken away is still last. By keyboard
  // one never goes nowhere: then the field let go of the focus by itself, as lists do after a choice.
  document.addEventListener('focusout', (event) => {
    setTimeout(() => {
      if (!root.contains('by-keyboard') && last?.element === event.target && canHold(event.target)) last = null;
    });
  });
  new MutationObserver(look).observe(document.getElementById('root'), {
    subtree: true, childList: true, attributes: true, attributeFilter: ['disabled', 'data-test-script-state'],
  });
  // Which page it is at first has to be known, too, if nothing more is drawn on it.
  look();
}

const headings = () => [...document.querySelectorAll('.stMain :is(h1, h2, h3, h4)')].filter(isShown);
const follows = (before, after) => before.compareDocumentPosition(after) & Node.DOCUMENT_POSITION_FOLLOWING;
const canHold = (element) => element.isConnected && !element.disabled && isShown(element);
const isDrawing = () => document.querySelector('.stApp')?.dataset.testScriptState === 'running';
const pageName = () => `${window.location.pathname} ${headings()[0]?.textContent}`;

function likeness(element) {
  const keyed = element.closest('[class*="st-key-"]');
  const key = keyed && [...keyed.classList].find((each) => each.startsWith('st-key-'));
  const tag = element.tagName.toLowerCase();
  const name = element.getAttribute('aria-label') || element.getAttribute('href') || element.closest('label')?.textContent || element.textContent;
  return { place: key ? `.${CSS.escape(key)}` : '.stMain', tag, name };
}

function alike(selector, name) {
  return [...document.querySelectorAll(selector)].filter((each) => (
    canHold(each) && !each.closest('[data-stale=true]') && likeness(each).name === name));
}

function focusHeading(heading) {
  if (!heading) return;
  heading.setAttribute('tabindex', '-1');
  heading.focus({ preventScroll: true });
}
