import component from '/streamlit_internals/links.js';
import { click, draw, equal, find, test } from './harness.js';

test('the first link of a page leads to its heading', () => {
  draw(`<h1>Sources</h1><a data-in-app href="#page">Skip</a>`);
  component({ data: { home: '/' } });
  click(find('[href="#page"]'));
  equal(document.activeElement.textContent, 'Sources');
});
