// Hands in a ticket for a new cookie, and then loads the page that the ticket leads to.
import { keep, tellOtherTabs } from '../streamlit_internals/browser.js';
import { tab } from '../streamlit_internals/tab.js';

export default function ({ data, setTriggerValue }) {
  if (tab.ticket === data.ticket) return;
  tab.ticket = data.ticket;
  fetch(data.path, { method: 'POST', headers: { [data.header]: data.ticket } })
    .then((answer) => {
      if (!answer.ok) throw new Error('The ticket was refused.');
      leave(data);
    })
    .catch(() => setTriggerValue('failed', true));
}

// This tab goes where the ticket leads, and others to the first page.
function leave(data) {
  tab.isLeaving = true;
  tellOtherTabs(data.home);
  // Shown and read aloud by the page that comes.
  keep('sourcebook-said', data.said);
  window.location.replace(data.next);
}
