import { moveFocus } from '/streamlit_internals/focus.js';
import { giveWay } from '/streamlit_internals/opening.js';
import { draw, equal, find, test } from './harness.js';

const LONG = '<div style="height: 5000px"></div>';
const TEXT = `${LONG}<p>Who decides?</p><a href="/a">One</a><a href="/b">One</a>${LONG}`;

function open() {
  draw(`<h1>App</h1><p>Only here</p>${TEXT}`);
  find('.stMain').style.cssText = 'height: 100vh; overflow: auto';
  document.body.insertAdjacentHTML('beforeend', `<div id="opening">${TEXT}</div>`);
}

const text = () => find('#opening');
const hide = () => {
  text().style.visibility = 'hidden';
};

test('the text stays until the app is seen, and then it is gone', async () => {
  open();
  giveWay();
  await passTime(1000);
  equal(text() !== null, true);
  hide();
  await passTime(100);
  equal(text(), null);
});

test('what was read stands in the app where it stood', () => {
  open();
  find('#opening p').scrollIntoView();
  const before = find('#opening p').getBoundingClientRect().top;
  hide();
  giveWay();
  const after = [...document.querySelectorAll('p')].at(-1).getBoundingClientRect().top;
  equal(Math.abs(after - before) < 2, true);
});

const placeInApp = () => [...document.querySelectorAll('p')].at(-1).getBoundingClientRect().top;
const grow = () => {
  find('.stMain div div div').style.height = '5500px';
};

test('it stays there while more is drawn above it, until the reader moves on', async () => {
  open();
  find('#opening p').scrollIntoView();
  hide();
  giveWay();
  grow();
  await passTime(100);
  equal(Math.abs(placeInApp()) < 2, true);
  document.dispatchEvent(new Event('wheel'));
  find('.stMain').scrollTop = 0;
  await passTime(100);
  equal(find('.stMain').scrollTop, 0);
});

test('who has read nothing yet begins at the top', () => {
  open();
  hide();
  giveWay();
  equal(find('.stMain').scrollTop, 0);
});

test('a link that had the focus has it again', () => {
  open();
  find('#opening a[href="/b"]').focus();
  hide();
  giveWay();
  equal(document.activeElement.getAttribute('href'), '/b');
  equal(document.activeElement.closest('.stApp') !== null, true);
});

test('a page without such a text is left alone', () => {
  draw('<h1>App</h1>');
  giveWay();
  equal(find('h1').textContent, 'App');
});

test('the app takes the focus when the text is gone', async () => {
  open();
  find('.stMain p').id = 'target';
  moveFocus({ target: 'target', moment: 'first', block: 'start' });
  equal(document.activeElement === document.body, true);
  text().remove();
  await passTime(100);
  equal(document.activeElement.id, 'target');
});
