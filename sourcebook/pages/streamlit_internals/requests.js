// What the server asks of our scripts, by kind, such as "focus" or "say". It stands as JSON in a
// hidden element behind all that a run draws; a part of the page may have one of its own.
import { root } from './streamlit.js';

const REQUESTS = 'data-requests';

const answers = new Map();
let known = new Set();

export function answerRequests(kind, answer) {
  answers.set(kind, answer);
}

// From now on. The elements of the first run may already be on the page.
export function hearRequests() {
  new MutationObserver(hearNew).observe(root(), { subtree: true, childList: true });
  hearNew();
}

// What is drawn again as it was asks nothing new. What was gone for a while does.
function hearNew() {
  const before = known;
  const elements = document.querySelectorAll(`[${REQUESTS}]`);
  known = new Set([...elements].map((each) => each.getAttribute(REQUESTS)));
  for (const text of known) if (!before.has(text)) ask(JSON.parse(text));
}

export function ask(requests) {
  for (const [kind, data] of Object.entries(requests)) answers.get(kind)?.(data);
}
