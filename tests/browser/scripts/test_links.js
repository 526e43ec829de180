import component from '/streamlit_internals/links.js';
import { click, draw, equal, find, test } from './harness.js';

function links() {
  draw(`<h1>Sources</h1><div class="st-key-lesson"><a data-in-app href="#page">Skip</a></div>`);
  return component({ data: { scope: 'lesson', home: '/' } });
}

test('the first link of a page leads to its heading', () => {
  links();
  click(find('[href="#page"]'));
  equal(document.activeElement.textContent, 'Sources');
});

test('a container that is gone is no longer listened to', () => {
  const end = links();
  end();
  click(find('[href="#page"]'));
  equal(document.activeElement === document.body, true);
});
