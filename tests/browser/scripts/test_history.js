import {
  changesPathOnly,
  changesProof,
  changesQueryOnly,
  findsItem,
  Journey,
  opensPanel,
} from '/streamlit_internals/history.js';
import { click, equal, test } from './harness.js';

const url = (path) => new URL(path, location.origin);
const LESSON = url('/lesson?lesson=csto').href;
const between = (decide, from, to) => decide(url(from), url(to));

// A journey whose pages stand nowhere; it notes what it was asked to do.
function journey(path = '/') {
  history.replaceState(null, '', path);
  const done = [];
  const scroll = {
    isReturning: false,
    top: 10,
    place: () => ({ top: scroll.top, height: 500 }),
    startAtTop: () => done.push('top'),
    restore: (place) => done.push(place.top),
  };
  return { scroll, journey: new Journey(scroll), done, steps: history.length };
}

// Does what moves the history, and waits until it has moved.
async function afterwards(act) {
  const hasMoved = new Promise((moved) => {
    window.addEventListener('popstate', moved, { once: true });
  });
  act();
  await hasMoved;
}

test('the query is changed alone, or the path alone, or both', () => {
  equal(between(changesQueryOnly, '/quiz', '/quiz?item=2'), true);
  equal(between(changesQueryOnly, '/', '/quiz?item=2'), false);
  equal(between(changesPathOnly, '/?item=2', '/quiz?item=2'), true);
  equal(between(changesPathOnly, '/', '/quiz?item=2'), false);
});

test('a quiz finds its item if it is the same quiz and had none', () => {
  equal(between(findsItem, '/quiz?quiz=war', '/quiz?quiz=war&item=1'), true);
  equal(between(findsItem, '/quiz?quiz=war&item=1', '/quiz?quiz=war&item=2'), false);
  equal(between(findsItem, '/quiz', '/quiz?quiz=war&item=1'), false);
  equal(between(findsItem, '/lesson?quiz=war', '/quiz?quiz=war&item=1'), false);
});

test('Streamlit writes the query and then the path, and the history gets one step', () => {
  const { steps, done } = journey();
  click(document.body);
  history.pushState({}, '', '/?lesson=csto');
  history.pushState({}, '', '/lesson?lesson=csto');
  equal(history.length - steps, 1);
  equal(location.pathname + location.search, '/lesson?lesson=csto');
  equal(done, ['top']);
});

test('a page that completes its URL before anyone touched it makes no step', () => {
  const { steps } = journey('/quiz');
  history.pushState({}, '', '/quiz?quiz=war');
  equal([history.length - steps, location.search], [0, '?quiz=war']);
});

test('a query that changes after a click is a step of its own', () => {
  const { steps } = journey('/quiz?quiz=war&item=1');
  click(document.body);
  history.pushState({}, '', '/quiz?quiz=war&item=2');
  equal(history.length - steps, 1);
});

test('each step keeps its name when Streamlit replaces its state', () => {
  journey('/quiz');
  const { step } = history.state;
  history.replaceState({ other: 1 }, '', '/quiz?quiz=war');
  equal(history.state, { other: 1, step });
});

test('a page that the reader comes back to stands where it stood', async () => {
  const { done } = journey('/lesson');
  history.pushState({}, '', '/sources');
  await afterwards(() => history.back());
  equal(done, ['top', 10]);
});

test('to go to another page tells Streamlit, which draws it', () => {
  const { journey: it, done } = journey();
  const drawn = [];
  window.addEventListener('popstate', () => drawn.push(location.pathname));
  it.go(new URL('/sources', location.href).href, null);
  equal([drawn, done, it.arrivals], [['/sources'], ['top'], 1]);
});

test('a panel opens where the address gets a proof, and its proof may change', () => {
  equal(opensPanel(LESSON, `${LESSON}&proof=s2.p1`), true);
  equal(opensPanel(`${LESSON}&proof=s2.p1`, `${LESSON}&proof=s2.p2`), false);
  equal(opensPanel(LESSON, url('/?proof=s2.p1').href), false);
  equal(changesProof(`${LESSON}&proof=s2.p1`, `${LESSON}&proof=s2.p2`), true);
  equal(changesProof(`${LESSON}&proof=s2.p1`, LESSON), false);
});

test('a proof that replaces another is no step, and closing goes back to the page', async () => {
  const { journey: it, steps } = journey(LESSON);
  it.go(`${LESSON}&proof=s2.p1`, null);
  it.go(`${LESSON}&proof=s2.p2`, null);
  equal([history.length - steps, location.href], [1, `${LESSON}&proof=s2.p2`]);
  await afterwards(() => equal(it.closePanel(), true));
  equal(location.href, LESSON);
});

test('a panel that an address opened is not closed by a step back', () => {
  const { journey: it } = journey(`${LESSON}&proof=s2.p1`);
  equal(it.closePanel(), false);
});

test('whoever read on beside the panel stays where they are when it closes', async () => {
  const { journey: it, done, scroll } = journey(LESSON);
  it.go(`${LESSON}&proof=s2.p1`, null);
  scroll.top = 900;
  await afterwards(() => it.closePanel());
  equal(done, ['top', 900]);
});
