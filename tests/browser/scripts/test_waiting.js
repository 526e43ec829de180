import { showWaiting } from '/streamlit_internals/waiting.js';
import { click, draw, equal, find, runs, test } from './harness.js';

class Socket extends EventTarget {
  static OPEN = 1;
  readyState = 1;
  sent = [];
  send(message) {
    this.sent.push(message);
  }
}

function page() {
  draw('<button>Check <b>it</b></button><input>');
  window.WebSocket = Socket;
  const said = [];
  showWaiting((text) => said.push(text));
  return { socket: new Socket(), said };
}

const isWaiting = () => 'waiting' in document.documentElement.dataset;
const looksPressed = () => 'asked' in find('button').dataset;

async function answer(socket) {
  socket.dispatchEvent(new Event('message'));
  runs(true);
  await passTime(100);
  runs(false);
  await passTime(100);
}

test('what was pressed looks so from when it is sent until the answer is drawn', async () => {
  const { socket } = page();
  click(find('b'));
  equal([isWaiting(), looksPressed()], [false, false]);
  socket.send('click');
  equal([isWaiting(), looksPressed(), socket.sent], [true, true, ['click']]);
  await passTime(1000);
  equal([isWaiting(), looksPressed()], [true, true]);
  await answer(socket);
  equal([isWaiting(), looksPressed()], [false, false]);
});

test('only a wait that takes long is said, and once', async () => {
  const { socket, said } = page();
  click(find('button'));
  socket.send('click');
  await passTime(1000);
  equal(said, []);
  await passTime(3000);
  equal(said, ['Working …']);
});

test('what is sent by itself, such as a draft, shows nothing', () => {
  const { socket } = page();
  click(find('input'));
  socket.send('draft');
  equal([isWaiting(), socket.sent], [false, ['draft']]);
});

test('a lost connection ends the wait, because Streamlit says it', async () => {
  const { socket } = page();
  click(find('button'));
  socket.send('click');
  socket.readyState = 3;
  await passTime(100);
  equal([isWaiting(), looksPressed()], [false, false]);
});

test('a second press takes over from the first', async () => {
  const { socket } = page();
  find('button').insertAdjacentHTML('afterend', '<a>Next</a>');
  click(find('button'));
  socket.send('first');
  click(find('a'));
  socket.send('second');
  equal([looksPressed(), 'asked' in find('a').dataset], [false, true]);
  await answer(socket);
  equal([isWaiting(), document.querySelector('[data-asked]')], [false, null]);
});
