// What our scripts in one browser tab share. Each component carries a copy of the scripts it
// imports, so a variable of a module would exist several times.
//
// journey      the history of this tab, see history.js
// focus        what the focus was last moved for; another value means that it has moved
// refocus      moves the focus to the page's own target again
// openedAt     when the app took the place of the text of the first response, see opening.js
// isLeaving    this tab is about to load another page
// announcer    reads sentences aloud, see announcements.js
// ticket       the last ticket that this tab handed in, see handover.js
export const tab = (window.sourcebook ??= {});
