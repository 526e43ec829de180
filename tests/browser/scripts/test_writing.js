import component from '/quiz/browser_fields/writing.js';
import { equal, test } from './harness.js';

const DATA = { label: 'Your answer', text: '', saved: '', turn: 0, length: 80, rows: 9 };

function writing() {
  document.body.innerHTML =
    '<label></label><textarea></textarea><p id="count"></p><p id="status"></p><p id="news"></p>';
  const sent = [];
  const draw = (changes) =>
    component({
      data: { ...DATA, ...changes },
      parentElement: document.body,
      setStateValue: (_name, value) => sent.push(value),
    });
  draw({});
  const area = document.querySelector('textarea');
  const type = (text) => {
    area.value = text;
    area.oninput();
  };
  return { area, sent, draw, type };
}

const shown = (id) => document.getElementById(id).textContent;

test('words are counted, and what stands there is saved a second after the last letter', async () => {
  const { sent, draw, type } = writing();
  type('The summit  failed');
  equal([shown('count'), shown('status')], ['3 of about 80 words', 'Saving…']);
  await passTime(1000);
  equal(sent, [{ text: 'The summit  failed', turn: 1 }]);
  draw({ saved: 'The summit  failed', turn: 1 });
  equal([shown('status'), shown('news')], ['Saved', 'Saved']);
});

test('an answer to an older text does not say that the newer one is saved', async () => {
  const { draw, type } = writing();
  type('one');
  await passTime(1000);
  type('one two');
  draw({ saved: 'one', turn: 1 });
  equal(shown('status'), 'Saving…');
});

test('where no number of words is asked for, they are only counted', () => {
  const { draw, type } = writing();
  draw({ length: null });
  type('one');
  equal(shown('count'), '1 word');
  type('one two');
  equal(shown('count'), '2 words');
});

test('blanks alone are no text', () => {
  const { type } = writing();
  type('  \n ');
  equal([shown('status'), shown('count')], ['', '0 of about 80 words']);
});

test('what cannot be stored is sent as what is stored in its place', async () => {
  const { sent, type } = writing();
  type('a\0b\ud83d');
  await passTime(1000);
  equal(sent[0].text, 'ab?');
});

test('a text is sent at once when its field is left', () => {
  const { area, sent, type } = writing();
  type('one');
  area.onblur({ relatedTarget: null });
  equal(sent, [{ text: 'one', turn: 1 }]);
});
