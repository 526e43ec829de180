import { clickedLink, followLinks, opensInPlace } from '/streamlit_internals/follow.js';
import { tab } from '/streamlit_internals/tab.js';
import { click, draw, equal, find, runs, test } from './harness.js';

const PAGE = `<a data-in-app="page" href="/sources?passage=s2.p1">Page</a>
  <a data-in-app href="/sources?passage=s2.p1"><b>Citation</b></a>
  <a data-in-app href="/me">Me</a><a href="#away">Away</a>`;

function follow() {
  draw(PAGE, '/');
  const done = [];
  const journey = {
    go: (to) => done.push(new URL(to).pathname),
    redraw: () => done.push('redraw'),
  };
  followLinks(journey);
  return done;
}

test('only an ordinary click on a link of the app counts', () => {
  draw(PAGE);
  const [, citation, , away] = document.querySelectorAll('a');
  const at = (target, others) => clickedLink({ target, button: 0, ...others });
  equal(at(find('b')) === citation, true);
  equal(
    [at(away), at(citation, { ctrlKey: true }), at(citation, { button: 1 })],
    [null, null, null],
  );
});

test('a citation opens in place, and a link to its page does not', () => {
  draw(PAGE);
  equal([...document.querySelectorAll('[data-in-app]')].map(opensInPlace), [false, true, false]);
});

test('a link is followed without loading a page, a moment after the click', async () => {
  const done = follow();
  equal(click(find('[href="/me"]')).defaultPrevented, true);
  await passTime(20);
  equal(done, ['/me']);
});

test('a link waits for a run that saves what was filled in', async () => {
  const done = follow();
  runs(true);
  click(find('[href="/me"]'));
  await passTime(1000);
  equal(done, []);
  runs(false);
  await passTime(20);
  equal(done, ['/me']);
});

test('of two links that are clicked quickly the second is followed', async () => {
  const done = follow();
  click(find('[data-in-app="page"]'));
  click(find('[href="/me"]'));
  await passTime(100);
  equal(done, ['/me']);
});

test('a link to where the reader is moves the focus there again', async () => {
  const done = follow();
  draw(PAGE, '/me');
  tab.refocus = () => done.push('focus');
  click(find('[href="/me"]'));
  await passTime(20);
  equal(done, ['focus', 'redraw']);
});

test('without a connection a link does nothing, and the page stays', async () => {
  const done = follow();
  find('.stApp').dataset.testConnectionState = 'DISCONNECTED';
  equal(click(find('[href="/me"]')).defaultPrevented, true);
  await passTime(100);
  equal(done, []);
});
