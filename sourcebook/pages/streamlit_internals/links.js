export default function ({ data, setTriggerValue }) {
  window.sourcebookJourney ??= beginJourney();
  const root = document.querySelector('.st-key-' + data.scope);
  if (!root) return;
  const follow = (event) => {
    const link = event.target.closest && event.target.closest('a[data-in-app]');
    const modified = event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
    if (!link || modified || event.button) return;
    if (link.getAttribute('href') === '#page') {
      event.preventDefault();
      const heading = document.querySelector('.stMain h1');
      heading.setAttribute('tabindex', '-1');
      heading.focus();
    } else if (opensInPlace(link)) {
      event.preventDefault();
      setTriggerValue('followed', link.getAttribute('href'));
    }
  };
  root.addEventListener('click', follow);
  // When another tab gives the browser to someone else, nothing stays on this one's screen.
  const hearNoMore = hearOtherTabs(() => { if (!window.sourcebookLeaves) window.location.replace('/'); });
  return () => { root.removeEventListener('click', follow); hearNoMore(); };
}
