import { tab } from '/streamlit_internals/tab.js';
import { equal, test } from './harness.js';

test('copies of the script share one object', async () => {
  const copy = await import('/streamlit_internals/tab.js?copy');
  tab.focus = 'item 1';
  equal(copy.tab.focus, 'item 1');
});
