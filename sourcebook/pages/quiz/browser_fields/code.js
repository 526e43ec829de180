// A field for the text of a course file, with line numbers and a list of faults.
import { typeText } from '../../streamlit_internals/browser.js';
import { caretAfter, indentAt, isSaveKey, lineAt, startOf } from './code_lines.js';
import { FaultList } from './code_faults.js';
import { Gutter } from './code_gutter.js';
import { Sender } from './sender.js';

const PAUSE_IN_CODE = 400;

export default function ({ data, parentElement, setStateValue, setTriggerValue }) {
  const area = parentElement.querySelector('textarea');
  area.editor ??= new Editor(parentElement, area, data);
  area.editor.hear(data, setStateValue, setTriggerValue);
}

// From here on the text belongs to the person who writes it: a run tells what is kept and what is
// wrong.
class Editor {
  // Names this tab, so that the server can tell its texts from those of another one.
  #tab = newName();
  #isDirty = false;
  #item = null;
  #rest;

  constructor(root, area, first) {
    this.area = area;
    this.known = first;
    this.draft = { number: first.number, based_on: first.based_on };
    [this.caption, this.place, this.kept] = ['label', '#place', '#kept'].map((name) =>
      root.querySelector(name),
    );
    this.gutter = new Gutter(root.querySelector('#gutter'), area);
    this.faults = new FaultList(root, (fault) => this.#goTo(fault));
    this.sender = new Sender(area, first.turn, (turn) => this.#send(turn));
    area.value = first.text;
    area.setSelectionRange(0, 0);
    this.#listen();
  }

  hear(data, setStateValue, setTriggerValue) {
    this.known = data;
    [this.setStateValue, this.setTriggerValue] = [setStateValue, setTriggerValue];
    this.caption.textContent = data.label;
    if (data.tab === this.#tab) this.draft = { number: data.number, based_on: data.based_on };
    if (data.kept === this.sender.turn) this.sender.stop();
    if (this.#isDirty) this.sender.sendAfter(PAUSE_IN_CODE);
    this.#show();
    this.#noticeCaret();
  }

  #listen() {
    this.area.oninput = () => this.#edited();
    this.area.onscroll = () => this.gutter.draw(this.known.faults);
    this.area.onselect = this.area.onkeyup = this.area.onclick = () => this.#noticeCaret();
    this.area.onkeydown = (event) => this.#pressed(event);
    this.area.onblur = () => {
      if (this.#isDirty) this.sender.sendNow();
    };
  }

  #edited() {
    this.#isDirty = true;
    this.sender.sendAfter(PAUSE_IN_CODE);
    this.#show();
    this.#noticeCaret();
  }

  #send(turn) {
    this.#isDirty = false;
    const line = lineAt(this.area.value, this.area.selectionStart);
    const sent = { text: this.area.value, turn, tab: this.#tab, ...this.draft, line };
    this.setStateValue('sent', sent);
    this.#show();
  }

  #show() {
    const isKept = !this.#isDirty && this.known.kept === this.sender.turn;
    const state = isKept ? this.known.state : 'Keeping…';
    const stale = 'Not kept: another tab has newer text';
    this.kept.textContent = this.known.stale ? stale : state;
    this.gutter.draw(this.known.faults);
    this.faults.draw(this.known.faults);
  }

  // Which item the caret is in; only another item is news to the server.
  #noticeCaret() {
    const { value: text, selectionStart: offset } = this.area;
    const line = lineAt(text, offset);
    this.place.textContent = `Line ${line}, column ${offset - startOf(text, offset) + 1}`;
    const item = this.known.items.filter((start) => start <= line).length;
    clearTimeout(this.#rest);
    if (item === this.#item) return;
    this.#rest = setTimeout(() => {
      if (this.#item !== null && !this.#isDirty) this.setStateValue('caret', line);
      this.#item = item;
    }, PAUSE_IN_CODE);
  }

  #pressed(event) {
    const hasModifier = event.ctrlKey || event.metaKey || event.altKey;
    if (event.key === 'F8') {
      event.preventDefault();
      this.#goToNextFault(event.shiftKey);
    } else if (isSaveKey(event)) {
      event.preventDefault();
      this.sender.sendNow();
      this.setTriggerValue('save', this.sender.turn);
    } else if (event.key === 'Enter' && !event.isComposing && !hasModifier) {
      const indent = indentAt(this.area.value, this.area.selectionStart);
      // As if it was typed, so that it can be undone.
      if (indent && typeText(`\n${indent}`)) event.preventDefault();
    }
  }

  #goToNextFault(isBackwards) {
    const line = lineAt(this.area.value, this.area.selectionStart);
    const next = this.faults.nextTo(line, isBackwards);
    if (next) this.#goTo(next);
  }

  #goTo(fault) {
    const { area } = this;
    const caret = caretAfter(area.value, fault.line, fault.column);
    area.focus();
    area.setSelectionRange(caret, caret);
    // Its own scrolling follows only what is typed.
    const lineHeight = area.scrollHeight / area.value.split('\n').length;
    area.scrollTop = Math.max(0, (fault.line - 5) * lineHeight);
    this.#noticeCaret();
  }
}

function newName() {
  const bytes = crypto.getRandomValues(new Uint8Array(12));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
