// Until history.js is there, a page that completes its own URL takes no step of the history: from a
// second step, Back would lead to the first, which completes its URL again.
export function keepFirstStep() {
  const push = history.pushState;
  history.pushState = (state, unused, url) => {
    const to = new URL(url ?? '', location.href);
    const write = to.pathname === location.pathname ? history.replaceState : push;
    write.call(history, state, unused, url);
  };
}
