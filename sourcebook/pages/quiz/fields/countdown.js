const PATIENCE = 3000;

export default function ({ data, parentElement, setTriggerValue }) {
  const [face, news] = ['timer', 'status'].map((role) => parentElement.querySelector(`[role=${role}]`));
  // The clock on the wall may be wrong or be put right; this one only runs.
  const end = performance.now() + 1000 * data.seconds;
  // A server that itself says zero knows that the time is up.
  let askAt = data.seconds > 0 ? end : Infinity;

  const tick = () => {
    if (!face.isConnected) return clearInterval(face.ticking);
    const now = performance.now(), left = Math.max(0, Math.ceil((end - now) / 1000));
    write(face, left > 0 ? `Time left: ${clock(left)}` : 'Time is up');
    announce(face, news, left);
    if (now >= askAt) {
      askAt = now + PATIENCE;
      ask(setTriggerValue);
    }
  };
  clearInterval(face.ticking);
  face.ticking = setInterval(tick, 200);
  tick();
}

function ask(setTriggerValue) {
  // A text being written sends itself when it loses focus: what it has must come before the end.
  document.activeElement?.shadowRoot?.activeElement?.dispatchEvent(new Event('blur'));
  setTriggerValue('up', true);
}

// The lowest number seen is kept over all runs, so that each thing is said once.
function announce(face, news, left) {
  const before = face.lowest ?? left;
  face.lowest = Math.min(before, left);
  const passed = (seconds) => before > seconds && left <= seconds;
  if (passed(300)) write(news, '5 minutes left');
  if (passed(60)) write(news, '1 minute left');
  if (passed(0)) write(news, 'Time is up');
}

function clock(seconds) {
  const two = (number) => String(number).padStart(2, '0');
  const minutes = Math.floor(seconds / 60), rest = two(seconds % 60);
  return minutes < 60 ? `${minutes}:${rest}` : `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${rest}`;
}

function write(element, text) {
  if (element.textContent !== text) element.textContent = text;
}
