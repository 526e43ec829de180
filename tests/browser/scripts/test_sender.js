import { Sender } from '/quiz/browser_fields/sender.js';
import { equal, test } from './harness.js';

function sender() {
  const area = document.createElement('textarea');
  const sent = [];
  document.body.append(area);
  return { area, sent, sender: new Sender(area, 4, (turn) => sent.push(turn)) };
}

test('a text is sent once, after the last of several changes', async () => {
  const { sender: it, sent } = sender();
  it.sendAfter(400);
  await passTime(300);
  it.sendAfter(400);
  await passTime(399);
  equal(sent, []);
  await passTime(1);
  equal(sent, [5]);
});

test('a text without an answer is sent again, until someone stops it', async () => {
  const { sender: it, sent } = sender();
  it.sendNow();
  await passTime(10_000);
  equal(sent, [5, 6, 7]);
  it.stop();
  await passTime(10_000);
  equal(sent, [5, 6, 7]);
});

test('a field that is no longer on the page sends nothing', () => {
  const { area, sender: it, sent } = sender();
  area.remove();
  it.sendNow();
  equal([sent, it.turn], [[], 4]);
});
