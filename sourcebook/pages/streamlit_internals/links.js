// The links of a container, see follow.js.
// It is on every page, so it also brings the code that other components ask for.
import { hearOtherTabs } from './browser.js';
import { pressOnEnter } from './enter.js';
import { closeOnEscape } from './escape.js';
import { moveFocus } from './focus.js';
import { focusField } from './focus_field.js';
import { clickedLink, followLinks } from './follow.js';
import { Journey } from './history.js';
import { useItemKeys } from './item_keys.js';
import { offerKeys } from './keys.js';
import { giveWay } from './opening.js';
import { Scroll } from './scroll.js';
import { container, pageHeading } from './streamlit.js';
import { answerRequests, tab } from './tab.js';
import { turnSteps } from './turn.js';

export default function ({ data }) {
  if (!tab.journey) {
    tab.journey = new Journey(new Scroll());
    followLinks(tab.journey);
    closeOnEscape();
    offerKeys();
    answerRequests('focus', moveFocus);
    answerRequests('field', focusField);
    answerRequests('enter', pressOnEnter);
    answerRequests('turn', turnSteps);
    answerRequests('keys', useItemKeys);
    giveWay();
  }
  const scope = container(data.scope);
  if (!scope) return;
  const follow = (event) => {
    const link = clickedLink(event);
    if (!link) return;
    if (link.getAttribute('href') === '#page') {
      event.preventDefault();
      focusHeading();
    }
  };
  scope.addEventListener('click', follow);
  // When another tab gives the browser to someone else, nothing stays on this one's screen.
  const hearNoMore = hearOtherTabs(data.home, () => {
    if (!tab.isLeaving) window.location.replace(data.home);
  });
  return () => {
    scope.removeEventListener('click', follow);
    hearNoMore();
  };
}

function focusHeading() {
  const heading = pageHeading();
  heading.setAttribute('tabindex', '-1');
  heading.focus();
}
