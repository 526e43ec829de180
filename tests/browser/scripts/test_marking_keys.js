import listen from '/teaching/marking_keys.js';
import { draw, equal, find, press, test } from './harness.js';

let end = () => {};

function marking(more = '') {
  end();
  draw(`<div class="st-key-marking"><h2 id="answer">Answer 2</h2>
    <nav><a rel="prev" href="#p">Before</a><a rel="next" href="#n">After</a></nav>
    <textarea></textarea><h3 id="rubric">The rubric</h3>
    <div class="st-key-insert-a"><button>Well said.</button></div>${more}</div>`);
  const pressed = [];
  document.querySelectorAll('a, button').forEach((each) => {
    each.onclick = (event) => {
      event.preventDefault();
      pressed.push(each.textContent);
    };
  });
  end = listen({ data: { scope: 'marking', letters: { a: 'insert-a', u: 'undo-mark' } } });
  return pressed;
}

const soon = () => passTime(10);

test('n and p follow the links to the answers after and before', () => {
  const pressed = marking();
  press(find('#answer'), 'n');
  press(find('#answer'), 'p');
  equal(pressed, ['After', 'Before']);
});

test('c goes to the comment', () => {
  marking();
  press(find('#answer'), 'c');
  equal(document.activeElement.tagName, 'TEXTAREA');
});

test('a letter presses its button, and one without a button does nothing', () => {
  const pressed = marking();
  press(find('#answer'), 'a');
  press(find('#answer'), 'u');
  equal(pressed, ['Well said.']);
});

test('while somebody types, letters are only typed', () => {
  const pressed = marking();
  for (const key of ['a', 'n', 'p', 'c']) press(find('textarea'), key);
  equal(pressed, []);
});

test('Ctrl+Enter in the comment presses the button that keeps it', async () => {
  const pressed = marking('<div class="st-key-keep-comment"><button>Keep</button></div>');
  find('textarea').focus();
  press(find('textarea'), 'Enter', { ctrlKey: true });
  await soon();
  equal(pressed, ['Keep']);
});

test('without a mark, Ctrl+Enter in the comment leads to the rubric', async () => {
  marking();
  find('textarea').focus();
  press(find('textarea'), 'Enter', { ctrlKey: true });
  await soon();
  equal(document.activeElement.id, 'rubric');
});

test('keys that are switched off do nothing, and digits do not reach Streamlit', () => {
  const pressed = marking();
  const heard = [];
  document.addEventListener('keydown', (event) => heard.push(event.key));
  localStorage.setItem('sourcebook-character-keys-off', 'off');
  for (const key of ['a', 'n', '2']) press(find('#answer'), key);
  localStorage.removeItem('sourcebook-character-keys-off');
  equal([pressed, heard.includes('2')], [[], false]);
});

test('a key held down, or pressed with Control, does nothing', () => {
  const pressed = marking();
  press(find('#answer'), 'n', { repeat: true });
  press(find('#answer'), 'a', { ctrlKey: true });
  equal(pressed, []);
});

test('on another page nothing happens', () => {
  const pressed = marking();
  draw('<h1>Course</h1>');
  press(find('h1'), 'n');
  equal(pressed, []);
});
