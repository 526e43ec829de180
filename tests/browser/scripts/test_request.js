import component from '/streamlit_internals/request.js';
import { answerRequests, tab } from '/streamlit_internals/tab.js';
import { equal, test } from './harness.js';

test('a request goes to the script that answers its kind', () => {
  const answered = [];
  answerRequests('say', (request) => answered.push(request.said));
  component({ data: { say: { said: 'Saved' } } });
  equal(answered, ['Saved']);
});

test('the last request of a kind waits for its script', () => {
  component({ data: { focus: { target: 'stem' } } });
  component({ data: { focus: { target: 'result' } } });
  equal(tab.requests.focus.target, 'result');
});
