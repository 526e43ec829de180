// What our scripts know about the page that Streamlit 1.67 draws: its elements, class names and
// states. tests/browser/streamlit_contract/ checks each of them, and no other script names one.

const KEY = 'st-key-';

export const app = () => document.querySelector('.stApp');
export const root = () => document.getElementById('root');
export const main = () => document.querySelector('.stMain');
export const pageHeading = () => document.querySelector('.stMain h1');
export const isInMain = (element) => Boolean(element.closest('.stMain'));
export const inMain = (selector) => [...document.querySelectorAll(`.stMain :is(${selector})`)];

// The element of st.container(key=…), and of each widget with a key.
export const container = (key) => document.querySelector(`.${KEY}${key}`);
export const buttonIn = (element, key) => element.querySelector(`.${KEY}${key} button`);

// The first field to fill in among the widgets whose key is this one, or begins with it.
export function fieldOf(key) {
  const hasKey = (each) =>
    [...each.classList].some((name) => `${name}-`.startsWith(`${KEY}${key}-`));
  return [...document.querySelectorAll(`[class*="${KEY}${key}"]`)]
    .filter(hasKey)
    .flatMap((each) => [...each.querySelectorAll('input, textarea')])
    .find((each) => !each.disabled && !isStale(each));
}

// The heads of what is folded and has an element in it, the outermost first.
export function foldsAround(element) {
  const folds = [];
  for (let at = element.closest('details'); at; at = at.parentElement.closest('details')) {
    if (!at.open) folds.unshift(at.querySelector('summary'));
  }
  return folds;
}

// The options to choose from in an element: the radio buttons of its first group, or its boxes.
export function choicesIn(element) {
  const first = element.querySelector('[role=radiogroup], input[type=checkbox]');
  if (first?.matches('[role=radiogroup]')) return [...first.querySelectorAll('input[type=radio]')];
  return [...element.querySelectorAll('input[type=checkbox]')];
}

// A selector of the nearest element with a key, which a later run draws with the same key.
export function selectorOfPlace(element) {
  const keyed = element.closest(`[class*="${KEY}"]`);
  const key = keyed && [...keyed.classList].find((each) => each.startsWith(KEY));
  return key ? `.${CSS.escape(key)}` : '.stMain';
}

// The height of what is drawn, without the room that `ruleThatKeepsHeight` adds.
export const drawnHeight = () =>
  document.querySelector('.stMainBlockContainer > *')?.offsetHeight ?? 0;

// Keeps the page this high while it is drawn again, so that it can be scrolled at once.
export const ruleThatKeepsHeight = (height) =>
  `.stMainBlockContainer { min-height: ${height}px; } .stMain { overflow-anchor: none; }`;

// "At rest" is not the opposite of "running": before the first run the page is neither.
export const RUN_STATE = 'data-test-script-state';
export const isAtRest = () => app()?.dataset.testScriptState === 'notRunning';
export const isRunning = () => app()?.dataset.testScriptState === 'running';
export const isDisconnected = () => app()?.dataset.testConnectionState === 'DISCONNECTED';

// Left from the run before, and not yet drawn by this one.
export const isStale = (element) => Boolean(element.closest('[data-stale=true]'));

// Streamlit draws the page that the URL names when it hears that the history has moved.
export const drawPageOfUrl = () =>
  window.dispatchEvent(new PopStateEvent('popstate', { state: history.state }));

export const messages = () => document.querySelectorAll(':is(.stAlert, .stSpinner) [role=status]');
export const isInCode = (element) => Boolean(element.closest('.stCode'));
export const namedFields = () => inMain('[role=radiogroup][aria-label], input[aria-label]');
export const labelOf = (field) =>
  field
    .closest('.stRadio, .stCheckbox, .stSelectbox, .stTextInput')
    ?.querySelector('[data-testid=stWidgetLabel]');
export const isDialogOpen = () => Boolean(document.querySelector('[role=dialog], dialog[open]'));

// Streamlit's note that the server is away takes the focus and cannot give it back to an element
// inside a component.
export function focusAfterDialog(focused, element) {
  const dialog = focused?.closest('[role=dialog]');
  if (!dialog) return;
  const watch = setInterval(() => {
    if (dialog.isConnected) return;
    clearInterval(watch);
    if (document.activeElement === document.body) element.focus({ preventScroll: true });
  }, 100);
}
