// A click ends where it began: what moves the page waits while a mouse button or a finger is down.
let isDown = false;

const note = (event) => {
  isDown = event.type === 'pointerdown';
};
const ENDS = ['pointerup', 'pointercancel'];
['pointerdown', ...ENDS].forEach((name) => window.addEventListener(name, note, true));

// Acts at once, or as soon as nothing is held down and the click has been heard.
export function whenReleased(act) {
  if (!isDown) {
    act();
    return;
  }
  const release = () => {
    ENDS.forEach((name) => window.removeEventListener(name, release, true));
    setTimeout(act);
  };
  ENDS.forEach((name) => window.addEventListener(name, release, true));
}
