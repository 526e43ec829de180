// A large field for a text, which says how many words it has and whether the server has kept it.
import { focusAfterDialog } from '../../streamlit_internals/streamlit.js';
import { Sender } from './sender.js';
import { showWords } from './words.js';

const PAUSE_IN_WRITING = 1000;

export default function ({ data, parentElement, setStateValue }) {
  const area = parentElement.querySelector('textarea');
  area.writing ??= new Writing(parentElement, area, data);
  area.writing.hear(data, setStateValue);
}

// From here on the text belongs to the person who writes it: a run only tells what the server kept.
class Writing {
  constructor(root, area, first) {
    const names = ['label', '#count', '#status', '#news'];
    [this.caption, this.count, this.status, this.news] = names.map((each) =>
      root.querySelector(each),
    );
    this.area = area;
    this.known = first;
    this.sender = new Sender(area, first.turn, (turn) => {
      this.setStateValue('sent', { text: storable(area.value), turn });
      this.show();
    });
    area.rows = first.rows;
    area.value = first.text;
    area.oninput = () => {
      this.sender.sendAfter(PAUSE_IN_WRITING);
      this.show();
    };
    area.onfocus = () => {
      this.news.textContent = '';
    };
    area.onblur = (event) => this.leave(event.relatedTarget);
    if (!this.isSaved()) this.sender.sendAfter(PAUSE_IN_WRITING);
  }

  hear(data, setStateValue) {
    this.known = data;
    this.setStateValue = setStateValue;
    this.caption.textContent = data.label;
    if (this.isSaved()) this.sender.stop();
    this.show();
  }

  isSaved() {
    const { saved, turn } = this.known;
    const { value } = this.area;
    // Blanks alone are no text, and nobody keeps them.
    const isSame = saved === storable(value) || (isBlank(saved) && isBlank(value));
    return turn === this.sender.turn && isSame;
  }

  leave(next) {
    if (!this.isSaved()) {
      this.news.textContent = '';
      this.sender.sendNow();
    }
    focusAfterDialog(next, this.area);
  }

  show() {
    const words = countWords(this.area.value);
    const { length } = this.known;
    this.count.textContent = length ? `${words} of about ${length} words` : inWords(words);
    const now = isBlank(this.area.value) ? '' : this.isSaved() ? 'Saved' : 'Saving…';
    showWords(this.status, now);
    // Read aloud once while a person writes, and once more when they leave, not at every pause.
    if (now === 'Saved' && !this.news.textContent) this.news.textContent = now;
  }
}

const inWords = (words) => `${words} ${words === 1 ? 'word' : 'words'}`;
const isBlank = (text) => !text.trim();
const countWords = (text) => text.split(/\s+/).filter(Boolean).length;

// Half a character, such as half an emoji, and NUL cannot be stored: see sourcebook/model/storable_text.py.
const storable = (text) => text.replaceAll('\0', '').replace(/\p{Surrogate}/gu, '?');
