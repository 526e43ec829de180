import component from '/identity/leave.js';
import { tab } from '/streamlit_internals/tab.js';
import { equal, test } from './harness.js';

test('a tab leaves once', () => {
  component({ data: { path: '#login', home: '/' } });
  component({ data: { path: '#again', home: '/' } });
  equal([location.hash, tab.isLeaving], ['#login', true]);
});
