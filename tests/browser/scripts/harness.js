// What the tests of scripts are written with. test_scripts.py runs each in a page of its own.

export const tests = new Map();
export const test = (name, body) => tests.set(name, body);

export function equal(found, expected) {
  const [one, other] = [found, expected].map((each) => JSON.stringify(each));
  if (one !== other) throw new Error(`Found ${one}, expected ${other}`);
}

// A page as Streamlit draws it: streamlit.js says what our scripts know about it.
export function draw(html, path = null) {
  if (path) window.history.replaceState({}, '', path);
  document.getElementById('root').innerHTML =
    `<div class="stApp" data-test-script-state="notRunning" data-test-connection-state="CONNECTED">
      <div class="stMain"><div class="stMainBlockContainer"><div>${html}</div></div></div>
    </div>`;
}

export const find = (selector) => document.querySelector(selector);
export const runs = (isRunning) => {
  find('.stApp').dataset.testScriptState = isRunning ? 'running' : 'notRunning';
};

// Lets the browser call observers and listeners that wait for the end of this task.
export const turn = () => new Promise((done) => queueMicrotask(() => queueMicrotask(done)));

export function press(element, key, others = {}) {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...others });
  element.dispatchEvent(event);
  return event;
}

export function click(element, others = {}) {
  const event = new MouseEvent('click', { bubbles: true, cancelable: true, ...others });
  element.dispatchEvent(event);
  return event;
}
