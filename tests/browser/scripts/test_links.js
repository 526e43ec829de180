import component from '/streamlit_internals/links.js';
import { click, draw, equal, find, test } from './harness.js';

function links() {
  draw(`<h1>Sources</h1><div class="st-key-lesson"><a data-in-app href="#page">Skip</a>
    <a data-in-app href="/sources?passage=s2.p1">Citation</a></div>`);
  const followed = [];
  const end = component({
    data: { scope: 'lesson' },
    setTriggerValue: (_name, value) => followed.push(value),
  });
  return { followed, end };
}

test('the server is told which citation was clicked', () => {
  const { followed } = links();
  click(find('[href*=passage]'));
  equal(followed, ['/sources?passage=s2.p1']);
});

test('the first link of a page leads to its heading', () => {
  const { followed } = links();
  click(find('[href="#page"]'));
  equal([document.activeElement.textContent, followed], ['Sources', []]);
});

test('a container that is gone is no longer listened to', () => {
  const { followed, end } = links();
  end();
  click(find('[href*=passage]'));
  equal(followed, []);
});
