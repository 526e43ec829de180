import { clickedLink, destination, followLinks, withProof } from '/streamlit_internals/follow.js';
import { tab } from '/streamlit_internals/tab.js';
import { click, draw, equal, find, runs, test } from './harness.js';

const PAGE = `<a data-in-app="page" href="/sources?passage=s2.p1">Page</a>
  <a data-in-app href="/sources?passage=s2.p1"><b>Citation</b></a>
  <a data-in-app href="/me">Me</a><a href="#away">Away</a>
  <p><span class="sentence" data-proof="/lesson?lesson=csto&proof=start:1.1">Six states
    <span class="term">signed</span><span class="term-note">They agreed.</span> it.</span>
    <a class="proofs-mark" data-in-app href="/lesson?lesson=csto&proof=start:1">1</a></p>
  <a data-in-app data-closes="1" href="/lesson">Close</a>`;
const CLOSE = '[data-closes]';

function follow({ closesPanel = false } = {}) {
  draw(PAGE, '/');
  const done = [];
  const journey = {
    go: (to, like) => {
      const { pathname, search } = new URL(to);
      done.push(pathname + search);
      journey.like = like;
    },
    redraw: () => done.push('redraw'),
    closePanel: () => closesPanel && done.push('close') > 0,
  };
  done.journey = journey;
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

test('a citation opens its passage beside the page, and a link to its page does not', () => {
  draw(PAGE);
  const [page, citation, me] = document.querySelectorAll('[data-in-app]');
  const here = 'http://course.test/lesson?lesson=csto';
  equal(destination(citation, here), `${here}&proof=s2.p1`);
  equal(destination(page, here), page.href);
  equal(destination(me, here), me.href);
});

test('a proof takes the place of the one that the address names', () => {
  equal(withProof('http://course.test/?proof=s2.p1', 's3.p4'), 'http://course.test/?proof=s3.p4');
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

test('a click on a sentence opens its proof, and says which mark opens it from the keyboard', async () => {
  const done = follow();
  click(find('.sentence'));
  await passTime(20);
  equal(done, ['/lesson?lesson=csto&proof=start:1.1']);
  equal(done.journey.like, { href: '/lesson?lesson=csto&proof=start:1', nth: 0 });
});

test('a click that selects words of a sentence opens nothing', async () => {
  const done = follow();
  getSelection().selectAllChildren(find('.sentence'));
  click(find('.sentence'));
  await passTime(20);
  equal(done, []);
});

test('a click on a term of a sentence, or on its explanation, opens nothing', async () => {
  const done = follow();
  click(find('.term'));
  click(find('.term-note'));
  await passTime(20);
  equal(done, []);
});

test('closing a panel goes back to the page that it was opened on', async () => {
  const done = follow({ closesPanel: true });
  equal(click(find(CLOSE)).defaultPrevented, true);
  await passTime(20);
  equal(done, ['close']);
});

test('closing a panel that an address opened leads to the page without it', async () => {
  const done = follow();
  click(find(CLOSE));
  await passTime(20);
  equal(done, ['/lesson']);
});
