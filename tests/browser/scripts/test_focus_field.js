import { focusField } from '/streamlit_internals/focus_field.js';
import { draw, equal, find, test } from './harness.js';

const lead = (moment = 1) => focusField({ field: 'form-key', moment });
const focused = () => document.activeElement.id;

test('a field gets the focus once for each moment', async () => {
  draw(
    '<div class="st-key-form-keys"><input></div><div class="st-key-form-key"><input id="it"></div>',
  );
  lead();
  await passTime(50);
  equal(focused(), 'it');
  document.activeElement.blur();
  lead();
  await passTime(50);
  equal(focused(), '');
  lead(2);
  await passTime(50);
  equal(focused(), 'it');
});

test('a field whose key goes on is found, and one that is drawn later is waited for', async () => {
  draw('<p>Wait</p>');
  lead();
  await passTime(500);
  find('p').outerHTML = '<div class="st-key-form-key-add"><textarea id="later"></textarea></div>';
  await passTime(150);
  equal(focused(), 'later');
});

test('what a field is folded away in is opened first', async () => {
  draw(`<details><summary>Outer</summary><details><summary>Inner</summary>
    <div class="st-key-form-key"><input id="in"></div></details></details>`);
  lead();
  await passTime(50);
  equal(focused(), 'in');
  equal(document.querySelectorAll('details[open]').length, 2);
});

test('a field that cannot be filled in, or that is about to go, is passed over', async () => {
  draw(`<div class="st-key-form-key" data-stale="true"><input></div>
    <div class="st-key-form-key"><input disabled><input id="free"></div>`);
  lead();
  await passTime(50);
  equal(focused(), 'free');
});
