const PAUSE = 400;
const PATIENCE = 5000;

export default function ({ data, parentElement, setStateValue, setTriggerValue }) {
  const area = parentElement.querySelector('textarea');
  area.hear ??= begin(parentElement, area, data);
  area.hear(data, setStateValue, setTriggerValue);
}

// From here on the text belongs to whoever writes it: a run tells what is kept and what is wrong.
function begin(root, area, first) {
  const [caption, gutter, place, kept, count, list] = ['label', '#gutter', '#place', '#kept', '#count', '#faults']
    .map((name) => root.querySelector(name));
  // Names this tab, so that the server can tell its texts from those of another one.
  const tab = Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => byte.toString(16).padStart(2, '0')).join('');
  let known = first, turn = first.turn, number = first.number, base = first.based_on, drawn = '', listed = '';
  let setStateValue, setTriggerValue, timer, rest, itemThere = null, isDirty = false;

  const lineAt = (offset) => area.value.slice(0, offset).split('\n').length;
  const isKept = () => !isDirty && known.kept === turn;

  const sendAfter = (milliseconds) => {
    clearTimeout(timer);
    timer = setTimeout(send, milliseconds);
  };
  const send = () => {
    clearTimeout(timer);
    if (!area.isConnected) return;
    turn += 1;
    isDirty = false;
    setStateValue('sent', { text: area.value, turn, tab, number, based_on: base, line: lineAt(area.selectionStart) });
    // Without an answer the server was away; it gets the text again.
    sendAfter(PATIENCE);
    show();
  };

  // Which item the caret is in; only another item is news to the server.
  const look = () => {
    const offset = area.selectionStart, line = lineAt(offset);
    place.textContent = `Line ${line}, column ${offset - area.value.lastIndexOf('\n', offset - 1)}`;
    const item = known.items.filter((start) => start <= line).length;
    clearTimeout(rest);
    if (item === itemThere) return;
    rest = setTimeout(() => {
      if (itemThere !== null && !isDirty) setStateValue('caret', line);
      itemThere = item;
    }, PAUSE);
  };

  const drawGutter = () => {
    const lines = area.value.split('\n').length;
    const worst = new Map();
    known.faults.forEach((each) => { if (worst.get(each.line) !== 'error') worst.set(each.line, each.severity); });
    const now = `${lines} ${JSON.stringify([...worst])}`;
    if (now !== drawn) {
      gutter.replaceChildren(...Array.from({ length: lines }, (_, index) => {
        const row = document.createElement('span');
        row.textContent = index + 1;
        row.className = worst.get(index + 1) ?? '';
        return row;
      }));
      drawn = now;
    }
    gutter.scrollTop = area.scrollTop;
  };

  const goTo = (fault) => {
    const lines = area.value.split('\n');
    const start = lines.slice(0, fault.line - 1).reduce((sum, line) => sum + line.length + 1, 0);
    const caret = Math.min(start + fault.column - 1, area.value.length);
    area.focus();
    area.setSelectionRange(caret, caret);
    // Its own scrolling follows only what is typed.
    const high = area.scrollHeight / lines.length;
    area.scrollTop = Math.max(0, (fault.line - 5) * high);
    look();
  };
  const goOn = (back) => {
    const line = lineAt(area.selectionStart), all = known.faults;
    const next = back ? all.filter((each) => each.line < line).pop() ?? all[all.length - 1]
      : all.find((each) => each.line > line) ?? all[0];
    if (next) goTo(next);
  };

  const listFaults = () => {
    const now = JSON.stringify(known.faults);
    if (now === listed) return;
    listed = now;
    list.replaceChildren(...known.faults.map((fault) => {
      const row = document.createElement('li'), button = document.createElement('button');
      const sign = fault.severity === 'error' ? '✗ Error' : '! Warning';
      button.type = 'button';
      button.textContent = `${sign} in line ${fault.line}: ${fault.message}`;
      button.onclick = () => goTo(fault);
      row.append(button);
      return row;
    }));
    const errors = known.faults.filter((each) => each.severity === 'error').length;
    const warnings = known.faults.length - errors;
    const many = (some, name) => `${some} ${name}${some === 1 ? '' : 's'}`;
    const told = [errors && many(errors, 'error'), warnings && many(warnings, 'warning')].filter(Boolean).join(', ');
    // Written only when it changes, because each writing is read aloud.
    if (count.textContent !== (told || 'No faults')) count.textContent = told || 'No faults';
  };

  const show = () => {
    kept.textContent = known.stale ? 'Not kept: another tab has newer text' : isKept() ? known.state : 'Keeping…';
    drawGutter();
    listFaults();
  };

  area.value = first.text;
  area.setSelectionRange(0, 0);
  area.oninput = () => { isDirty = true; sendAfter(PAUSE); show(); look(); };
  area.onscroll = drawGutter;
  area.onselect = area.onkeyup = area.onclick = look;
  area.onblur = () => { if (isDirty) send(); };
  area.onkeydown = (event) => {
    if (event.key === 'F8') {
      event.preventDefault();
      goOn(event.shiftKey);
    } else if (event.key.toLowerCase() === 's' && (event.ctrlKey || event.metaKey) && !event.altKey) {
      event.preventDefault();
      send();
      setTriggerValue('save', turn);
    } else if (event.key === 'Enter' && !event.isComposing && !event.ctrlKey && !event.metaKey && !event.altKey) {
      const before = area.value.slice(0, area.selectionStart);
      const [indent] = before.slice(before.lastIndexOf('\n') + 1).match(/^ */);
      // Typed, as it were, so that one can undo it.
      if (indent && document.execCommand?.('insertText', false, `\n${indent}`)) event.preventDefault();
    }
  };

  return (data, newestState, newestTrigger) => {
    known = data;
    [setStateValue, setTriggerValue] = [newestState, newestTrigger];
    caption.textContent = data.label;
    if (data.tab === tab) { number = data.number; base = data.based_on; }
    if (data.kept === turn) clearTimeout(timer);
    if (isDirty) sendAfter(PAUSE);
    show();
    look();
  };
}
