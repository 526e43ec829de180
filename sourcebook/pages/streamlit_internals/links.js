// The links of a container, see follow.js: citations are opened by the server, the others here.
// It is on every page, so it also brings the code that other components ask for.
import { hearOtherTabs } from './browser.js';
import { pressOnEnter } from './enter.js';
import { moveFocus } from './focus.js';
import { clickedLink, followLinks, opensInPlace } from './follow.js';
import { Journey } from './history.js';
import { Scroll } from './scroll.js';
import { container, pageHeading } from './streamlit.js';
import { answerRequests, tab } from './tab.js';

export default function ({ data, setTriggerValue }) {
  if (!tab.journey) {
    tab.journey = new Journey(new Scroll());
    followLinks(tab.journey);
    answerRequests('focus', moveFocus);
    answerRequests('enter', pressOnEnter);
  }
  const scope = container(data.scope);
  if (!scope) return;
  const follow = (event) => {
    const link = clickedLink(event);
    if (!link) return;
    if (link.getAttribute('href') === '#page') {
      event.preventDefault();
      focusHeading();
    } else if (opensInPlace(link)) {
      event.preventDefault();
      setTriggerValue('followed', link.getAttribute('href'));
    }
  };
  scope.addEventListener('click', follow);
  // When another tab gives the browser to someone else, nothing stays on this one's screen.
  const hearNoMore = hearOtherTabs(() => {
    if (!tab.isLeaving) window.location.replace('/');
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
