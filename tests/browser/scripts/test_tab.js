import { answerRequests, tab } from '/streamlit_internals/tab.js';
import { equal, test } from './harness.js';

test('copies of the script share one object', async () => {
  const copy = await import('/streamlit_internals/tab.js?copy');
  tab.focus = 'item 1';
  equal(copy.tab.focus, 'item 1');
});

test('a request that comes before its script is answered when that comes', () => {
  tab.requests = { focus: { target: 'result' } };
  const answered = [];
  answerRequests('focus', (request) => answered.push(request.target));
  equal(answered, ['result']);
});
