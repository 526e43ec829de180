// A reader's way through the app in this tab: each page one step of the browser's history, and
// at each step where the page stood. Nothing of it leaves the browser.
function beginJourney() {
  const KEPT = 'sourcebook-places', LONGEST = 4000, QUIET = 250;
  const push = history.pushState.bind(history), replace = history.replaceState.bind(history);
  const places = JSON.parse(recall(KEPT) ?? '{}');
  let steps = 0, arrivals = 0, halfway = false, visiting = false, touched = false, waiting, end = () => {};
  const main = () => document.querySelector('.stMain');
  const heading = () => document.querySelector('.stMain h1');
  const isDrawing = () => document.querySelector('.stApp')?.dataset.testScriptState !== 'notRunning';
  const newStep = () => `${performance.timeOrigin ?? Date.now()}-${steps++}`;

  let here = history.state?.step ?? newStep();
  replace({ ...history.state, step: here }, '');

  const leave = (link) => {
    places[here] = { top: main()?.scrollTop ?? 0, height: main()?.scrollHeight ?? 0, link };
    keep(KEPT, JSON.stringify(places));
  };
  const step = (to, link = null) => {
    leave(link);
    here = newStep();
    arrivals++;
    touched = false;
    push({ step: here }, '', to);
    turn();
  };

  // Streamlit writes the query of the next page on the path of the last one, and then its path:
  // two steps where a reader takes one. A quiz that finds its item has not gone on; nor has a page
  // that completes its own address before anybody has touched it.
  const isRest = (to) => halfway && to.pathname !== location.pathname && to.search === location.search;
  const findsItem = (to) => {
    const [was, is] = [location, to].map((each) => new URLSearchParams(each.search));
    return to.pathname === location.pathname && is.has('item') && !was.has('item') && was.get('quiz') === is.get('quiz');
  };
  const isHalf = (to) => to.pathname === location.pathname && to.search !== location.search;
  history.pushState = (state, unused, url) => {
    const to = new URL(url, location.href), half = isHalf(to);
    if (isRest(to) || findsItem(to) || (half && !touched)) replace({ ...state, step: here }, unused, to);
    else step(to);
    halfway = half;
  };
  history.replaceState = (state, unused, url) => {
    const to = new URL(url ?? location.href, location.href);
    halfway = isHalf(to);
    replace({ ...state, step: here }, unused, to);
  };

  // Streamlit shows what the address says when it hears that the history has moved. What was filled
  // in a moment before is saved by a run of its own, which must have come to its end.
  const visit = (link) => {
    if (document.querySelector('.stApp')?.dataset.testConnectionState === 'DISCONNECTED') return;
    const to = new URL(link.href), like = link.closest('.stMain') && likeness(link);
    const since = performance.now();
    const go = () => {
      if (isDrawing() && performance.now() - since < LONGEST) { waiting = setTimeout(go, 20); return; }
      if (to.href !== location.href) step(to, like); else window.sourcebookRefocus?.();
      halfway = false;
      visiting = true;
      window.dispatchEvent(new PopStateEvent('popstate', { state: history.state }));
      visiting = false;
    };
    clearTimeout(waiting);
    waiting = setTimeout(go, 20);
  };
  window.addEventListener('popstate', () => {
    if (visiting) return;
    halfway = false;
    leave(null);
    arrivals++;
    touched = false;
    const known = history.state?.step;
    here = known ?? newStep();
    if (!known) replace({ ...history.state, step: here }, '');
    if (places[here]) comeBack(places[here]);
  });
  ['click', 'keydown', 'change'].forEach((name) => document.addEventListener(name, () => { touched = true; }, true));
  window.addEventListener('pagehide', () => leave(null));

  // What happens at each frame until the page rests, the reader takes over, or time is up.
  const follow = (atFrame, atRest) => {
    end();
    let isOver = false, quietSince = performance.now(), height = 0, hasDrawn = false;
    const start = quietSince, events = ['wheel', 'touchmove', 'keydown', 'pointerdown'];
    const over = () => {
      isOver = true;
      end = () => {};
      events.forEach((name) => window.removeEventListener(name, stop, true));
    };
    const stop = () => { over(); atRest(false); };
    const look = (now) => {
      if (isOver) return;
      const drawn = document.querySelector('.stMainBlockContainer > *')?.offsetHeight ?? 0;
      hasDrawn ||= isDrawing();
      if (isDrawing() || drawn !== height) [height, quietSince] = [drawn, now];
      const rests = (hasDrawn || now - start > 1000) && now - quietSince > QUIET;
      if (rests || now - start > LONGEST) { over(); atRest(true); } else { atFrame(); requestAnimationFrame(look); }
    };
    events.forEach((name) => window.addEventListener(name, stop, true));
    end = stop;
    requestAnimationFrame(look);
  };

  // Another page begins at its top, unless it leads to a place of its own.
  const turn = () => {
    const before = { path: location.pathname, h1: heading(), text: heading()?.textContent };
    const focus = window.sourcebookFocus;
    let isTurned = false;
    follow(() => {
      const now = heading();
      const isOther = location.pathname !== before.path ? now !== before.h1 : now?.textContent !== before.text;
      if (isTurned || !now || !isOther || window.sourcebookFocus !== focus) return;
      isTurned = true;
      main().scrollTop = 0;
    }, () => {});
  };

  // The page gets its old height before its content, so that it can stand where it stood at once.
  const sheet = document.createElement('style');
  document.head.append(sheet);
  let isReturning = false;
  const comeBack = (place, isNewlyLoaded = false) => {
    let hasBegun = false;
    const put = () => { if (hasBegun && main() && main().scrollTop !== place.top) main().scrollTop = place.top; };
    const begin = () => {
      if (!hasBegun) sheet.textContent = `.stMainBlockContainer { min-height: ${place.height}px; } .stMain { overflow-anchor: none; }`;
      hasBegun = true;
      put();
    };
    const drawn = new MutationObserver(begin);
    const atRest = (isUndisturbed) => {
      drawn.disconnect();
      isReturning = false;
      if (isUndisturbed) { focusOn(place.link); put(); }
      sheet.textContent = '';
    };
    follow(put, atRest);
    isReturning = true;
    drawn.observe(document.getElementById('root'), { subtree: true, childList: true, characterData: true });
    // All may have been drawn before this code was there; no other page is on the screen then.
    if (isNewlyLoaded) begin();
  };
  const likeness = (link) => {
    if (link.closest('.masthead, .steps')) return null;
    const href = link.getAttribute('href');
    return { href, nth: alike(href).indexOf(link) };
  };
  const alike = (href) => [...document.querySelectorAll('.stMain a[data-in-app]')].filter((each) => each.getAttribute('href') === href);
  const focusOn = (like) => {
    const link = like && alike(like.href)[like.nth];
    if (!link) return;
    for (let around = link.parentElement; around; around = around.parentElement) if (around.tagName === 'DETAILS') around.open = true;
    // Said so, because nothing else is to take the focus on this page.
    window.sourcebookFocus = `back ${here}`;
    link.focus({ preventScroll: true });
  };

  document.addEventListener('click', (event) => {
    const link = event.target.closest && event.target.closest('a[data-in-app]');
    const modified = event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
    if (!link || modified || event.button || opensInPlace(link) || link.hash) return;
    event.preventDefault();
    visit(link);
  });
  const [arrival] = performance.getEntriesByType?.('navigation') ?? [];
  if (places[here] && ['reload', 'back_forward'].includes(arrival?.type)) comeBack(places[here], true);
  return { get isReturning() { return isReturning; }, get arrivals() { return arrivals; } };
}

// A citation opens its passage beside the page; whether there is one, the server knows.
function opensInPlace(link) {
  return link.dataset.inApp !== 'page' && new URL(link.href).searchParams.has('passage');
}
