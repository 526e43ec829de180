import { likenessOf, Scroll, untilRest } from '/streamlit_internals/scroll.js';
import { tab } from '/streamlit_internals/tab.js';
import { draw, equal, find, runs, test, turn } from './harness.js';

const LONG = '<h1>The CSTO</h1><p style="height: 5000px">Text</p>';
const FIT = '<style>.stMain { height: 400px; overflow: auto; }</style>';

function watch() {
  const ends = [];
  let frames = 0;
  const stop = untilRest(
    () => frames++,
    (isUndisturbed) => ends.push(isUndisturbed),
  );
  return { ends, stop, frames: () => frames };
}

test('a page rests when nothing has been drawn for a while', async () => {
  draw(LONG);
  runs(true);
  const { ends } = watch();
  await passTime(600);
  equal(ends, []);
  runs(false);
  await passTime(400);
  equal(ends, [true]);
});

test('a page that never rests is left after four seconds', async () => {
  draw(LONG);
  runs(true);
  const { ends } = watch();
  await passTime(4100);
  equal(ends, [true]);
});

test('a page that is shorter than before may wait for the code of its fields', async () => {
  draw(LONG);
  runs(true);
  const ends = [];
  const note = (isUndisturbed) => ends.push(isUndisturbed);
  untilRest(() => {}, note, { longest: 20_000, wholeHeight: 9000 });
  await passTime(100);
  runs(false);
  await passTime(1500);
  equal(ends, []);
  await passTime(1500);
  equal(ends, [true]);
});

test('a reader who takes over is never moved', async () => {
  draw(LONG);
  const { ends, frames } = watch();
  window.dispatchEvent(new Event('wheel'));
  const before = frames();
  await passTime(100);
  equal([ends, frames() - before], [[false], 0]);
});

test('the next page begins at its top once its heading is there', async () => {
  draw(FIT + LONG);
  find('.stMain').scrollTop = 900;
  new Scroll().startAtTop();
  await passTime(50);
  equal(find('.stMain').scrollTop, 900);
  find('h1').textContent = 'The war of 2020';
  await passTime(50);
  equal(find('.stMain').scrollTop, 0);
});

test('the next page is not moved if its own target took the focus', async () => {
  draw(FIT + LONG);
  find('.stMain').scrollTop = 900;
  new Scroll().startAtTop();
  tab.focus = 'a passage';
  find('h1').textContent = 'Newsweek';
  await passTime(50);
  equal(find('.stMain').scrollTop, 900);
});

test('a page stands where it stood before its content is there', async () => {
  draw(`${FIT}<h1>Sources</h1>`);
  const scroll = new Scroll();
  scroll.restore({ top: 700, height: 5000, link: null }, 'back', { isNewlyLoaded: false });
  equal([scroll.isReturning, find('.stMain').scrollTop], [true, 0]);
  find('h1').textContent = 'The CSTO';
  await turn();
  equal(find('.stMain').scrollTop, 700);
});

test('the link that was followed gets the focus again, also in what was folded', async () => {
  draw(`${LONG}<details><a data-in-app href="/x">1</a><a data-in-app href="/x">2</a></details>`);
  const [, second] = document.querySelectorAll('a');
  const link = likenessOf(second);
  equal(link, { href: '/x', nth: 1 });
  const scroll = new Scroll();
  scroll.restore({ top: 0, height: 100, link }, 'back 7', { isNewlyLoaded: true });
  await passTime(1500);
  equal([document.activeElement === second, tab.focus], [true, 'back 7']);
  equal(scroll.isReturning, false);
});

test('a link of the bar is on each page and is not looked for', () => {
  draw('<div class="masthead"><a data-in-app href="/me">Me</a></div>');
  equal(likenessOf(find('a')), null);
});

test('a reader who scrolls on the way back keeps the focus where it is', () => {
  draw(`${LONG}<a data-in-app href="/x">1</a>`);
  const link = likenessOf(find('a'));
  new Scroll().restore({ top: 0, height: 100, link }, 'back 7', { isNewlyLoaded: true });
  window.dispatchEvent(new Event('wheel'));
  equal(document.activeElement === document.body, true);
});
