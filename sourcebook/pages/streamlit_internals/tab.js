// What our scripts in one browser tab share. Each component carries a copy of the scripts it
// imports, so a variable of a module would exist several times.
//
// journey      the history of this tab, see history.js
// focus        what the focus was last moved for; another value means that it has moved
// refocus      moves the focus to the page's own target again
// openedAt     when the app took the place of the text of the first response, see opening.js
// isLeaving    this tab is about to load another page
// announcer    reads sentences aloud, see announcements.js
// answers      what our scripts do when a component asks for it, by kind, see request.js
// requests     the last request of each kind that came before its script
// ticket       the last ticket that this tab handed in, see handover.js
export const tab = (window.sourcebook ??= {});

// Answers the requests of a kind. The code of an answer is sent to the browser once; each request
// is a small component of its own, and may come first.
export function answerRequests(kind, answer) {
  (tab.answers ??= {})[kind] = answer;
  if (tab.requests?.[kind]) answer(tab.requests[kind]);
}
