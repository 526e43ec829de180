import { keepFirstStep } from '/streamlit_internals/first_step.js';
import { equal, test } from './harness.js';

function pushed(...urls) {
  const before = history.length;
  keepFirstStep();
  urls.forEach((url) => history.pushState({}, '', url));
  delete history.pushState;
  return [history.length - before, location.pathname + location.search];
}

test('a page that completes its own URL takes no step', () => {
  History.prototype.pushState.call(history, {}, '', '/lesson?lesson=csto');
  equal(pushed('/lesson?lesson=csto&section=start'), [0, '/lesson?lesson=csto&section=start']);
});

test('another page is a step', () => {
  History.prototype.pushState.call(history, {}, '', '/lesson?lesson=csto');
  equal(pushed('/me'), [1, '/me']);
});
