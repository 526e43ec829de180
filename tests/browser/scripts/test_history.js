import {
  changesPathOnly,
  changesQueryOnly,
  findsItem,
  Journey,
} from '/streamlit_internals/history.js';
import { click, equal, test } from './harness.js';

const url = (path) => new URL(path, 'http://course.test');
const between = (decide, from, to) => decide(url(from), url(to));

// A journey whose pages stand nowhere; it notes what it was asked to do.
function journey(path = '/') {
  history.replaceState(null, '', path);
  const done = [];
  const scroll = {
    isReturning: false,
    place: () => ({ top: 10, height: 500 }),
    startAtTop: () => done.push('top'),
    restore: (place) => done.push(place.top),
  };
  return { journey: new Journey(scroll), done, steps: history.length };
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
  const isBack = new Promise((back) => {
    window.addEventListener('popstate', back, { once: true });
  });
  history.back();
  await isBack;
  equal(done, ['top', 10]);
});

test('to go to another page tells Streamlit, which draws it', () => {
  const { journey: it, done } = journey();
  const drawn = [];
  window.addEventListener('popstate', () => drawn.push(location.pathname));
  it.go('/sources', null);
  equal([drawn, done, it.arrivals], [['/sources'], ['top'], 1]);
});
