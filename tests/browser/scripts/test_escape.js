import { closeOnEscape } from '/streamlit_internals/escape.js';
import { click, draw, equal, find, press, test } from './harness.js';

// A page with a panel; it notes when that is closed.
function page() {
  draw(`<span class="term" tabindex="0">truce</span><input>
    <aside><a data-closes="1" href="#">Close</a></aside>`);
  closeOnEscape();
  const closed = [];
  find('[data-closes]').addEventListener('click', (event) => {
    event.preventDefault();
    closed.push('panel');
  });
  return closed;
}

test('Escape closes the panel', () => {
  const closed = page();
  press(find('input'), 'Escape');
  equal(closed, ['panel']);
});

test('Escape first closes the explanation of a term, and then the panel', () => {
  const closed = page();
  find('.term').focus();
  press(find('.term'), 'Escape');
  equal([document.activeElement === document.body, closed], [true, []]);
  press(document.body, 'Escape');
  equal(closed, ['panel']);
});

test('Escape closes nothing if it was meant for a list that is open', () => {
  const closed = page();
  find('input').addEventListener('keydown', (event) => event.preventDefault());
  press(find('input'), 'Escape');
  equal(closed, []);
});

test('another key closes nothing, and without a panel Escape does nothing', () => {
  const closed = page();
  press(find('input'), 'Enter');
  find('aside').remove();
  press(find('input'), 'Escape');
  click(document.body);
  equal(closed, []);
});
