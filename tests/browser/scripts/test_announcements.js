import { beginAnnouncing } from '/streamlit_internals/announcements.js';
import { keep } from '/streamlit_internals/browser.js';
import { ask } from '/streamlit_internals/requests.js';
import { tab } from '/streamlit_internals/tab.js';
import { click, draw, equal, find, test } from './harness.js';

const spoken = () => [...document.querySelectorAll('[role=log] p')].map((each) => each.textContent);
const say = (said, moment) => {
  if (!tab.announcer) beginAnnouncing();
  ask({ say: { said, moment } });
};

test('the same words are said again at another moment, and not at the same one', () => {
  draw('');
  say('Saved', 1);
  say('Saved', 1);
  say('Saved', 2);
  equal(spoken(), ['Saved', 'Saved']);
});

test('a sentence goes after ten seconds', async () => {
  draw('');
  say('Saved', 1);
  await passTime(10_000);
  equal(spoken(), []);
});

test('what the page before had to say is shown until the next key, and said', async () => {
  keep('sourcebook-said', 'The desk is closed.');
  draw('');
  beginAnnouncing();
  equal(find('.announcement').textContent, 'The desk is closed.');
  await passTime(1000);
  equal(spoken(), ['The desk is closed.']);
  click(document.body);
  equal(find('.announcement'), null);
});

test('a message of Streamlit is read once', async () => {
  draw('<div class="stAlert"><p role="status">No passage found.</p></div>');
  beginAnnouncing();
  await passTime(500);
  equal([spoken(), find('.stAlert p').hasAttribute('role')], [['No passage found.'], false]);
});

test('a field is named in words, without the signs of Markdown', async () => {
  draw(`<div class="stTextInput"><p data-testid="stWidgetLabel">The year</p>
    <input aria-label="The *year*"></div>`);
  beginAnnouncing();
  await passTime(200);
  equal(find('input').ariaLabel, 'The year');
});

test('a copy and a download are said', () => {
  draw('<div class="stCode"><button>Copy</button></div><a download href="data:,">CSV</a>');
  beginAnnouncing();
  click(find('button'));
  click(find('a'));
  equal(spoken(), ['Copied', 'The download begins']);
});
