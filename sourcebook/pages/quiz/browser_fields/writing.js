const PAUSE = 1000;
const PATIENCE = 5000;

export default function ({ data, parentElement, setStateValue }) {
  const area = parentElement.querySelector('textarea');
  area.hear ??= begin(parentElement, area, data);
  area.hear(data, setStateValue);
}

// From here on the text belongs to whoever writes it: a run only tells what the server has kept.
function begin(root, area, first) {
  const [caption, count, status, news] = ['label', '#count', '#status', '#news'].map((name) => root.querySelector(name));
  let known = first, turn = first.turn, setStateValue, timer;

  // Blanks alone are no text, and nobody keeps them.
  const isBlank = (text) => !text.trim();
  // Half a character, such as half an emoji, and NUL are kept nowhere: see sourcebook/model/storable_text.py.
  const typed = () => area.value.replaceAll('\0', '').replace(/\p{Surrogate}/gu, '?');
  // Each text is sent with a number that the server repeats. So an old answer confirms nothing,
  // and the same text sent twice is still news to Streamlit.
  const isSaved = () => known.turn === turn
    && (known.saved === typed() || (isBlank(known.saved) && isBlank(area.value)));

  const sendAfter = (milliseconds) => {
    clearTimeout(timer);
    timer = setTimeout(send, milliseconds);
  };
  const send = () => {
    clearTimeout(timer);
    if (!area.isConnected) return;
    turn += 1;
    setStateValue('sent', { text: typed(), turn });
    // Without an answer the server was away; it gets the text again.
    sendAfter(PATIENCE);
    show();
  };
  const show = () => {
    const words = area.value.split(/\s+/).filter(Boolean).length;
    count.textContent = `${words} of about ${known.length} words`;
    const now = isBlank(area.value) ? '' : isSaved() ? 'Saved' : 'Saving…';
    if (status.textContent !== now) status.textContent = now;
    // Read aloud once while one writes, and once more on leaving, not at every pause.
    if (now === 'Saved' && !news.textContent) news.textContent = now;
  };

  area.value = first.text;
  area.oninput = () => { sendAfter(PAUSE); show(); };
  area.onfocus = () => { news.textContent = ''; };
  area.onblur = (event) => {
    if (!isSaved()) { news.textContent = ''; send(); }
    const dialog = event.relatedTarget?.closest('[role=dialog]');
    if (dialog) comeBackAfter(dialog, area);
  };
  if (!isSaved()) sendAfter(PAUSE);

  return (data, newest) => {
    known = data;
    setStateValue = newest;
    caption.textContent = data.label;
    if (isSaved()) clearTimeout(timer);
    show();
  };
}

// Streamlit's note that the server is away takes the focus and cannot give it back to a component.
function comeBackAfter(dialog, area) {
  const watch = setInterval(() => {
    if (dialog.isConnected) return;
    clearInterval(watch);
    if (document.activeElement === document.body) area.focus({ preventScroll: true });
  }, 100);
}
