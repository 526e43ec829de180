import { areCharacterKeysOn, offerKeys } from '/streamlit_internals/keys.js';
import { click, draw, equal, find, press, test } from './harness.js';

function page() {
  localStorage.clear();
  draw(`<h1 tabindex="-1">The CSTO</h1><textarea></textarea><input type="radio">
    <button data-keys="open">Keys</button>
    <dialog id="keys"><input type="checkbox" data-keys="switch" checked>
    <button data-keys="close">Close</button></dialog>`);
  offerKeys();
}

const isOpen = () => find('#keys').open;

test('? opens the list, its button closes it, and the focus goes back', () => {
  page();
  find('h1').focus();
  press(find('h1'), '?');
  equal([isOpen(), find('#keys').contains(document.activeElement)], [true, true]);
  click(find('[data-keys=close]'));
  equal([isOpen(), document.activeElement.tagName], [false, 'H1']);
});

test('its button at the foot of a page opens it, too', () => {
  page();
  click(find('[data-keys=open]'));
  equal(isOpen(), true);
});

test('? is typed where somebody types, also within a component', () => {
  page();
  find('h1').attachShadow({ mode: 'open' }).innerHTML = '<textarea></textarea>';
  press(find('textarea'), '?');
  press(find('h1').shadowRoot.firstChild, '?', { composed: true });
  press(find('h1'), '?', { ctrlKey: true });
  equal(isOpen(), false);
  press(find('[type=radio]'), '?');
  equal(isOpen(), true);
});

test('the keys that type a character can be switched off, and on again', () => {
  page();
  click(find('[data-keys=open]'));
  find('[data-keys=switch]').click();
  click(find('[data-keys=close]'));
  press(find('h1'), '?');
  equal([isOpen(), areCharacterKeysOn()], [false, false]);
  click(find('[data-keys=open]'));
  equal(find('[data-keys=switch]').checked, false);
  find('[data-keys=switch]').click();
  equal(areCharacterKeysOn(), true);
});
