import component from '/quiz/browser_fields/ordering.js';
import { equal, find, press, test } from './harness.js';

const TEXTS = { war: 'The war', truce: 'The truce', summit: 'The summit' };

async function ordering(changes = {}) {
  const html = `<template><li><button class="grip"><span class="number"></span></button>
    <span class="text"></span><button class="up"></button><button class="down"></button></li></template>
    <div role="group"><ol></ol><button class="keep"></button>
    <span class="kept" tabindex="-1"></span><p role="status"></p></div>`;
  document.body.innerHTML = '<div></div>';
  const root = find('div').attachShadow({ mode: 'open' });
  root.innerHTML = html;
  const sent = [];
  const data = { label: 'Order', texts: TEXTS, order: Object.keys(TEXTS), touched: false };
  const draw = (others) =>
    component({
      data: { ...data, ...changes, ...others },
      parentElement: root,
      setStateValue: (_name, order) => sent.push(order),
    });
  draw({});
  return { root, sent, draw, cards: () => [...root.querySelectorAll('li')] };
}

test('each card says its place, and the first cannot go up nor the last down', async () => {
  const { cards } = await ordering();
  const [first, , last] = cards();
  const name = first.querySelector('.grip').getAttribute('aria-label');
  equal(name, 'Move: The war, position 1 of 3. Arrow keys move it');
  equal([first.querySelector('.up').disabled, last.querySelector('.down').disabled], [true, true]);
});

test('a button moves its card, the order is sent and the new place is said', async () => {
  const { cards, root, sent } = await ordering();
  cards()[0].querySelector('.down').click();
  equal(sent, [['truce', 'war', 'summit']]);
  equal(root.querySelector('[role=status]').textContent, 'The war: position 2 of 3');
});

test('arrow keys move a card, which keeps the focus', async () => {
  const { cards, root, sent } = await ordering();
  const grip = cards()[2].querySelector('.grip');
  grip.focus();
  press(grip, 'ArrowUp');
  equal(sent, [['war', 'summit', 'truce']]);
  equal(root.activeElement === grip, true);
});

test('a button that is switched off hands the focus to its neighbour', async () => {
  const { cards, root } = await ordering();
  const up = cards()[1].querySelector('.up');
  up.focus();
  up.click();
  equal(root.activeElement.className, 'down');
});

test('the first order can be kept as it stands', async () => {
  const { root, sent } = await ordering();
  root.querySelector('.keep').click();
  equal(sent, [['war', 'truce', 'summit']]);
  equal(root.activeElement.className, 'kept');
});

test('a later run leaves the cards as they are', async () => {
  const { cards, draw } = await ordering();
  const [card] = cards();
  draw({ order: ['summit', 'truce', 'war'] });
  equal([card.isConnected, cards()[0].dataset.id], [true, 'war']);
});
