// The code of every page: links that stay in the app (follow.js), the focus, announcements, and what
// a run asks for (requests.js).
import { beginAnnouncing } from './announcements.js';
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
import { answerRequests, hearRequests } from './requests.js';
import { Scroll } from './scroll.js';
import { pageHeading } from './streamlit.js';
import { tab } from './tab.js';
import { turnSteps } from './turn.js';

export default function ({ data }) {
  if (tab.journey) return;
  tab.journey = new Journey(new Scroll());
  followLinks(tab.journey);
  closeOnEscape();
  offerKeys();
  beginAnnouncing();
  answerRequests('focus', moveFocus);
  answerRequests('field', focusField);
  answerRequests('enter', pressOnEnter);
  answerRequests('turn', turnSteps);
  answerRequests('keys', useItemKeys);
  giveWay();
  hearRequests();
  document.addEventListener('click', skipToPage);
  // When another tab gives the browser to someone else, nothing stays on this one's screen.
  hearOtherTabs(data.home, () => {
    if (!tab.isLeaving) window.location.replace(data.home);
  });
}

function skipToPage(event) {
  if (clickedLink(event)?.getAttribute('href') !== '#page') return;
  event.preventDefault();
  enterPage();
}

function enterPage() {
  const heading = pageHeading();
  heading.setAttribute('tabindex', '-1');
  heading.focus();
}
