import { whenReleased } from '/streamlit_internals/pointer.js';
import { equal, test } from './harness.js';

const pointer = (name) => window.dispatchEvent(new Event(name));

test('what moves the page acts at once while nothing is held down', () => {
  let acts = 0;
  whenReleased(() => acts++);
  equal(acts, 1);
});

test('what moves the page waits until the click has been heard', async () => {
  let acts = 0;
  pointer('pointerdown');
  whenReleased(() => acts++);
  await passTime(500);
  equal(acts, 0);
  pointer('pointerup');
  equal(acts, 0);
  await passTime(10);
  equal(acts, 1);
  pointer('pointerup');
  await passTime(10);
  equal(acts, 1);
});

test('a touch that becomes a scroll ends the wait, too', async () => {
  let acts = 0;
  pointer('pointerdown');
  whenReleased(() => acts++);
  pointer('pointercancel');
  await passTime(10);
  equal(acts, 1);
});
