// What a browser may lack or forbid is asked for here, and nowhere else.

// A value that this tab kept, or null. Where storage is forbidden, the tab's own name keeps it.
export function recall(name) {
  try {
    const found = sessionStorage.getItem(name);
    if (found !== null) return found;
  } catch {
    /* Forbidden or missing: see below. */
  }
  return keptInName()[name] ?? null;
}

export function keep(name, value) {
  try {
    sessionStorage.setItem(name, value);
  } catch {
    window.name = JSON.stringify({ ...keptInName(), [name]: value });
  }
}

export function forget(name) {
  try {
    sessionStorage.removeItem(name);
  } catch {
    /* Then nothing is in it. */
  }
  const { [name]: forgotten, ...others } = keptInName();
  if (forgotten !== undefined) window.name = JSON.stringify(others);
}

// A value that this browser keeps for all its tabs, or null.
export function keptForGood(name) {
  try {
    return localStorage.getItem(name);
  } catch {
    return null;
  }
}

// Null removes the value. False if the browser keeps nothing.
export function keepForGood(name, value) {
  try {
    if (value === null) localStorage.removeItem(name);
    else localStorage.setItem(name, value);
    return true;
  } catch {
    return false;
  }
}

function keptInName() {
  try {
    const kept = JSON.parse(window.name);
    return typeof kept === 'object' && kept ? kept : {};
  } catch {
    return {};
  }
}

// What other tabs show is no longer this browser's. Without a channel a change of storage says it;
// without that, too, the server shows the next click in another tab whose it is now. `home` is the
// first page of the course: another course on the same host does not hear of it.
export function tellOtherTabs(home) {
  try {
    new BroadcastChannel(`sourcebook ${home}`).postMessage('changed hands');
  } catch {
    try {
      localStorage.setItem(handsKey(home), Date.now());
    } catch {
      /* See above. */
    }
  }
}

const handsKey = (home) => `sourcebook-changed-hands ${home}`;

// Returns what ends it.
export function hearOtherTabs(home, act) {
  const heard = (event) => {
    if (event.key === handsKey(home)) act();
  };
  window.addEventListener('storage', heard);
  let channel = null;
  try {
    channel = new BroadcastChannel(`sourcebook ${home}`);
    channel.onmessage = act;
  } catch {
    /* Then storage alone says it. */
  }
  return () => {
    window.removeEventListener('storage', heard);
    channel?.close();
  };
}

export function isShown(element) {
  return element.checkVisibility ? element.checkVisibility() : element.getClientRects().length > 0;
}

// How this page was loaded, such as "reload"; undefined if the browser does not say it.
export function howLoaded() {
  return performance.getEntriesByType?.('navigation')[0]?.type;
}

// When this page was loaded, to tell it from the same page loaded again.
export const loadedAt = () => performance.timeOrigin ?? Date.now();

export function animate(element, frames, options) {
  const isUnwanted = matchMedia('(prefers-reduced-motion: reduce)').matches;
  if (element.animate && !isUnwanted) element.animate(frames, options);
}

// Types a text where the caret is, so that it can be undone. False if the browser cannot.
export function typeText(text) {
  return document.execCommand?.('insertText', false, text) ?? false;
}
