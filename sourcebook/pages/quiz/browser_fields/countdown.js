// The time that is left, ticking; at its end the server is asked.
import { showWords } from './words.js';

const PATIENCE = 3000;
const LATE = 2000;

export default function ({ data, parentElement, setTriggerValue }) {
  const [face, news] = ['timer', 'status'].map((role) =>
    parentElement.querySelector(`[role=${role}]`),
  );
  const clock = startClock();
  // A server that itself says zero knows that the time is up.
  let askAt = data.seconds > 0 ? 1000 * data.seconds : Infinity;
  let last = 0;
  let isInDoubt = false;

  const askNow = (passed) => {
    askAt = passed + PATIENCE;
    askServer(setTriggerValue);
  };
  const tick = () => {
    if (!face.isConnected) return stop();
    const passed = clock.passed();
    const left = Math.max(0, Math.ceil((1000 * data.seconds - passed) / 1000));
    // The machine slept, or a clock was set: the server is asked before anything is announced.
    if (askAt < Infinity && !isInDoubt && (passed - last > LATE || clock.differs())) {
      isInDoubt = true;
      askAt = passed;
    }
    last = passed;
    showWords(face, left > 0 ? `Time left: ${inMinutes(left)}` : 'Time is up');
    if (!isInDoubt) announce(face, news, left);
    if (passed >= askAt) askNow(passed);
  };
  const look = () => {
    if (!document.hidden && face.isConnected && askAt < Infinity) askNow(clock.passed());
  };
  const stop = () => {
    clearInterval(face.ticking);
    document.removeEventListener('visibilitychange', face.looking);
  };
  stop();
  face.ticking = setInterval(tick, 200);
  face.looking = look;
  document.addEventListener('visibilitychange', look);
  tick();
}

// The clock that only runs may stand still while the machine sleeps, and the clock on the wall may
// be set. So the larger advance counts: where that is too much, the server corrects it at once.
function startClock() {
  const running = performance.now();
  const wall = Date.now();
  const advances = () => [performance.now() - running, Date.now() - wall];
  return {
    passed: () => Math.max(...advances()),
    differs: () => {
      const [ran, went] = advances();
      return went - ran > LATE;
    },
  };
}

function askServer(setTriggerValue) {
  // A text being written sends itself when it loses focus: what it has must come before the end.
  document.activeElement?.shadowRoot?.activeElement?.dispatchEvent(new Event('blur'));
  setTriggerValue('up', true);
}

// The lowest number seen is kept over all runs, so that each thing is said once.
function announce(face, news, left) {
  const before = face.lowest ?? left;
  face.lowest = Math.min(before, left);
  const passed = (seconds) => before > seconds && left <= seconds;
  if (passed(300)) showWords(news, '5 minutes left');
  if (passed(60)) showWords(news, '1 minute left');
  if (passed(0)) showWords(news, 'Time is up');
}

function inMinutes(left) {
  const two = (number) => String(number).padStart(2, '0');
  const minutes = Math.floor(left / 60);
  const rest = two(left % 60);
  return minutes < 60
    ? `${minutes}:${rest}`
    : `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${rest}`;
}
