import component from '/quiz/browser_fields/code.js';
import { equal, press, test } from './harness.js';

const DATA = {
  label: 'quizzes/02-war-2020.yaml',
  text: 'items:\n  - id: truce\n  - id: map\n',
  number: 7,
  based_on: 'abc',
  tab: '',
  state: 'Kept',
  stale: false,
  kept: 0,
  turn: 0,
  faults: [],
  items: [2, 3],
};

function editor(data = DATA) {
  document.body.innerHTML = `<label></label><textarea></textarea><pre id="gutter"></pre>
    <p id="place"></p><p id="kept"></p><p id="count"></p><ol id="faults"></ol>`;
  const said = [];
  const say = (name, value) => said.push([name, value]);
  const draw = (changes) =>
    component({
      data: { ...data, ...changes },
      parentElement: document.body,
      setStateValue: say,
      setTriggerValue: say,
    });
  draw({});
  return { area: document.querySelector('textarea'), said, draw };
}

const shown = (id) => document.getElementById(id).textContent;
const edit = (area, text) => {
  area.value = text;
  area.oninput();
};

test('the text is shown once, and belongs to the person who edits it from then on', () => {
  const { area, draw } = editor();
  edit(area, 'items: []');
  draw({ text: 'from the server' });
  equal(area.value, 'items: []');
});

test('an edited text is sent with the place of the caret and says when it is kept', async () => {
  const { area, said, draw } = editor();
  edit(area, 'items: []\n');
  equal(shown('kept'), 'Keeping…');
  await passTime(400);
  const [[name, sent]] = said;
  equal([name, sent.text, sent.turn, sent.number, sent.line], ['sent', 'items: []\n', 1, 7, 2]);
  draw({ kept: 1 });
  equal(shown('kept'), 'Kept');
  await passTime(10_000);
  equal(said.length, 1);
});

test('a newer text of another tab is said', () => {
  editor({ ...DATA, stale: true });
  equal(shown('kept'), 'Not kept: another tab has newer text');
});

test('the server hears of the caret when it comes to another item, and not before', async () => {
  const { area, said } = editor();
  await passTime(400);
  area.setSelectionRange(10, 10);
  area.onclick();
  equal(shown('place'), 'Line 2, column 4');
  await passTime(400);
  area.setSelectionRange(12, 12);
  area.onclick();
  await passTime(400);
  equal(said, [['caret', 2]]);
});

test('Ctrl and S send the text and ask to save it', () => {
  const { area, said } = editor();
  const { defaultPrevented } = press(area, 's', { ctrlKey: true });
  equal(defaultPrevented, true);
  equal(
    said.map(([name]) => name),
    ['sent', 'save'],
  );
});

test('F8 goes to the next fault, and with the shift key to the one before', () => {
  const faults = [1, 3].map((line) => ({ line, column: 3, severity: 'error', message: 'x' }));
  const { area } = editor({ ...DATA, faults });
  press(area, 'F8');
  equal([shown('place'), document.activeElement === area], ['Line 3, column 3', true]);
  press(area, 'F8', { shiftKey: true });
  equal(shown('place'), 'Line 1, column 3');
});

test('a new line is indented like the one above it', () => {
  const { area } = editor();
  area.focus();
  area.setSelectionRange(20, 20);
  press(area, 'Enter');
  equal(area.value, 'items:\n  - id: truce\n  \n  - id: map\n'.replace('truce\n', 'truce\n'));
});
