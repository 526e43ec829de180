// What a screen reader says unasked. Each tab has one region for it outside all pages.
import { forget, recall } from './browser.js';
import { keepFocus, noticeKeyboard } from './keep_focus.js';
import { answerRequests } from './requests.js';
import { app, isInCode, labelOf, messages, namedFields } from './streamlit.js';
import { tab } from './tab.js';
import { showWaiting } from './waiting.js';

const SENTENCE_STAYS = 10_000;

export function beginAnnouncing() {
  tab.announcer = begin();
  answerRequests('say', sayOnce);
}

function sayOnce({ said, moment }) {
  if (moment === tab.announcer.moment) return;
  tab.announcer.moment = moment;
  tab.announcer.say(said);
}

function begin() {
  const region = document.createElement('div');
  region.className = 'unseen news';
  region.setAttribute('role', 'log');
  document.body.append(region);
  const say = (text) => addSentence(region, text);
  announceCopiesAndDownloads(say);
  showWaiting(say);
  noticeKeyboard();
  keepFocus(() => {
    readMessages(say);
    nameFieldsInWords();
  });
  // What the page before had to say when it ended.
  const left = recall('sourcebook-said');
  forget('sourcebook-said');
  if (left) showAndSay(left, say);
  return { say, moment: 0 };
}

// Only what is added is read, so an older sentence is never read again.
function addSentence(region, text) {
  const sentence = document.createElement('p');
  sentence.textContent = text;
  region.append(sentence);
  setTimeout(() => sentence.remove(), SENTENCE_STAYS);
}

// It is said, and can be read until the next key or click.
function showAndSay(text, say) {
  const shown = document.createElement('p');
  shown.className = 'announcement';
  shown.setAttribute('aria-hidden', 'true');
  shown.textContent = text;
  app().append(shown);
  const remove = () => shown.remove();
  ['click', 'keydown'].forEach((name) => document.addEventListener(name, remove, { once: true }));
  setTimeout(() => say(text), 1000);
}

// Streamlit draws a message with its words already in it, where not every reader hears them.
function readMessages(say) {
  messages().forEach((message) => {
    message.removeAttribute('role');
    say(message.textContent);
  });
}

// Streamlit names a field by its label with the Markdown signs in it; a reader should hear words.
function nameFieldsInWords() {
  namedFields().forEach((field) => {
    const label = labelOf(field);
    if (label && /[\\*]/.test(field.getAttribute('aria-label'))) {
      field.setAttribute('aria-label', label.textContent);
    }
  });
}

// A copy and a download change nothing on the page.
function announceCopiesAndDownloads(say) {
  document.addEventListener('click', (event) => {
    const button = event.target.closest('button, a');
    if (button && isInCode(button)) say('Copied');
    else if (button?.matches('a[download]')) say('The download begins');
  });
}
