// What was pressed looks pressed until the answer of the server is drawn, and a bar at the top says
// that it is under way. Nothing else moves; streamlit_overrides.css says how it looks, and when.
import { isAtRest } from './streamlit.js';

const LOOKS_EVERY = 50;
const LONG_WAIT = 1500;
const LONGEST_WAIT = 60_000;

let pressed = null;
let waitTimer;

// Streamlit marks a page as running only when the first message comes back. What is sent is seen at
// once, whatever sends it.
export function showWaiting(say) {
  const send = WebSocket.prototype.send;
  WebSocket.prototype.send = function sendAndShow(...message) {
    if (pressed) startWait(this, say);
    return send.apply(this, message);
  };
  document.addEventListener(
    'click',
    (event) => {
      pressed = event.target.closest('button, a');
    },
    true,
  );
}

function startWait(socket, say) {
  const wait = { socket, asked: pressed, since: performance.now(), isAnswered: false };
  pressed = null;
  clearInterval(waitTimer);
  document.querySelector('[data-asked]')?.removeAttribute('data-asked');
  wait.asked.dataset.asked = '';
  document.documentElement.dataset.waiting = '';
  socket.addEventListener('message', () => (wait.isAnswered = true), { once: true });
  waitTimer = setInterval(() => lookAtWait(wait, say), LOOKS_EVERY);
}

function lookAtWait(wait, say) {
  const waited = performance.now() - wait.since;
  const isOver = (wait.isAnswered && isAtRest()) || wait.socket.readyState !== WebSocket.OPEN;
  if (isOver || waited > LONGEST_WAIT) endWait(wait);
  else if (waited > LONG_WAIT && !wait.isSaid) {
    wait.isSaid = true;
    say('Working …');
  }
}

function endWait({ asked }) {
  clearInterval(waitTimer);
  asked.removeAttribute('data-asked');
  delete document.documentElement.dataset.waiting;
}
