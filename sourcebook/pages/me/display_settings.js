// The buttons for the size of the text, and for light or dark.
import { forget, keep, recall } from '../streamlit_internals/browser.js';
import {
  appearance,
  chooseAppearance,
  chooseTextSize,
  textSize,
} from '../streamlit_internals/display.js';

const NOT_KEPT = 'This browser keeps no settings for this site. ';
const LOADED_FOR = 'sourcebook-display-loaded';
const SAID = {
  device: 'The page is as light or dark as the device.',
  light: 'The page is light.',
  dark: 'The page is dark.',
};

export default function ({ parentElement }) {
  const buttons = (name) => [...parentElement.querySelectorAll(`[data-${name}]`)];
  const status = parentElement.querySelector('[role=status]');
  buttons('size').forEach((button) => {
    button.onclick = () => {
      press(buttons('size'), 'size', button.dataset.size);
      const isKept = chooseTextSize(button.dataset.size);
      status.textContent = isKept ? '' : `${NOT_KEPT}The size lasts until you load a page again.`;
    };
  });
  buttons('appearance').forEach((button) => {
    button.onclick = () => {
      const chosen = button.dataset.appearance;
      if (chooseAppearance(chosen)) loadAgain(chosen);
      else status.textContent = `${NOT_KEPT}So it is as light or dark as the device.`;
    };
  });
  press(buttons('size'), 'size', textSize());
  press(buttons('appearance'), 'appearance', appearance());
  focusAgain(buttons('appearance'));
}

function press(buttons, name, chosen) {
  buttons.forEach((button) => {
    button.setAttribute('aria-pressed', String(button.dataset[name] === chosen));
  });
}

function loadAgain(chosen) {
  keep('sourcebook-said', SAID[chosen]);
  keep(LOADED_FOR, chosen);
  location.reload();
}

function focusAgain(buttons) {
  const chosen = recall(LOADED_FOR);
  if (chosen === null) return;
  forget(LOADED_FOR);
  buttons.find((button) => button.dataset.appearance === chosen)?.focus({ preventScroll: true });
}
