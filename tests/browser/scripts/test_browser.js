import {
  animate,
  forget,
  hearOtherTabs,
  howLoaded,
  isShown,
  keep,
  keepForGood,
  keptForGood,
  loadedAt,
  recall,
  tellOtherTabs,
  typeText,
} from '/streamlit_internals/browser.js';
import { equal, find, test } from './harness.js';

function forbid(name) {
  Object.defineProperty(window, name, {
    get() {
      throw new DOMException('Access is denied.', 'SecurityError');
    },
  });
}

function keepsThings() {
  equal(recall('place'), null);
  keep('place', '12');
  keep('said', 'Saved');
  equal([recall('place'), recall('said')], ['12', 'Saved']);
  forget('place');
  equal([recall('place'), recall('said')], [null, 'Saved']);
}

test('a value is kept in this tab', keepsThings);

test('a value is kept for all tabs, and null removes it', () => {
  equal([keepForGood('size', '130'), keptForGood('size')], [true, '130']);
  equal([keepForGood('size', null), keptForGood('size')], [true, null]);
});

test('without storage nothing is kept for all tabs, and this is said', () => {
  forbid('localStorage');
  equal([keepForGood('size', '130'), keptForGood('size')], [false, null]);
});

test('without storage the name of the tab keeps values', () => {
  forbid('sessionStorage');
  keepsThings();
  equal(JSON.parse(window.name), { said: 'Saved' });
});

test('a name of the tab that holds something else is no value', () => {
  forbid('sessionStorage');
  window.name = 'another site';
  equal(recall('place'), null);
});

test('other tabs hear through storage, and no longer after the end', () => {
  const heard = [];
  const end = hearOtherTabs('/', () => heard.push('changed'));
  const tell = (home = '/') => {
    const key = `sourcebook-changed-hands ${home}`;
    window.dispatchEvent(new StorageEvent('storage', { key }));
  };
  tell('/another-course/');
  tell();
  end();
  tell();
  equal(heard, ['changed']);
});

test('without a channel a change of storage tells other tabs', () => {
  delete window.BroadcastChannel;
  tellOtherTabs('/');
  equal(localStorage.length, 1);
});

test('without channel and storage nothing is told and nothing fails', () => {
  delete window.BroadcastChannel;
  forbid('localStorage');
  tellOtherTabs('/');
  hearOtherTabs('/', () => {})();
});

test('an element is shown or hidden, also for a browser without that question', () => {
  document.body.innerHTML = '<p>Seen</p><b hidden>Hidden</b>';
  const shown = () => [isShown(find('p')), isShown(find('b'))];
  equal(shown(), [true, false]);
  delete Element.prototype.checkVisibility;
  equal(shown(), [true, false]);
});

test('a browser that lacks a feature goes on without it', () => {
  delete Element.prototype.animate;
  document.execCommand = undefined;
  performance.getEntriesByType = undefined;
  animate(document.body, [], {});
  equal([typeText('x'), howLoaded() ?? null, loadedAt() > 0], [false, null, true]);
});
