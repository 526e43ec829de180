import { keepFocus, noticeKeyboard } from '/streamlit_internals/keep_focus.js';
import { tab } from '/streamlit_internals/tab.js';
import { draw, equal, find, press, runs, test, turn } from './harness.js';

const BUTTON = '<div class="st-key-check"><button>Check</button></div>';
const focused = () => document.activeElement.textContent;

async function page(html) {
  draw(`<h1>Quiz</h1>${html}`, '/quiz');
  keepFocus(() => {});
  await passTime(200);
}

test('what is drawn again in the same place gets the focus again', async () => {
  await page(`${BUTTON}<button>Check</button>`);
  find('button').focus();
  find('.st-key-check').innerHTML = '<button>Check</button>';
  await turn();
  equal(document.activeElement === find('.st-key-check button'), true);
});

test('a field that got another key is found by its name if no other has it', async () => {
  await page('<div class="st-key-a"><input aria-label="Year"></div>');
  find('input').focus();
  find('.st-key-a').outerHTML = '<div class="st-key-b"><input aria-label="Year"></div>';
  await turn();
  equal(document.activeElement.ariaLabel, 'Year');
});

test('what the run before left behind does not get the focus', async () => {
  await page(`${BUTTON}<div class="st-key-check" data-stale="true"><button>Check</button></div>`);
  find('button').focus();
  find('.st-key-check').remove();
  await passTime(200);
  equal(focused(), 'Quiz');
});

test('what is gone leaves the focus to the heading above it', async () => {
  await page(`<h2>Item 1</h2>${BUTTON}<h2>Item 2</h2>`);
  find('button').focus();
  find('.st-key-check').remove();
  await passTime(200);
  equal(focused(), 'Item 1');
});

test('another page gives the focus to its heading', async () => {
  await page(BUTTON);
  draw('<h1>Sources</h1>', '/sources');
  await passTime(200);
  equal(focused(), 'Sources');
});

test('a page that moved the focus itself is left alone', async () => {
  await page(BUTTON);
  draw('<h1>Sources</h1><p id="passage" tabindex="-1">Passage</p>', '/sources');
  tab.focus = 'the passage';
  find('#passage').focus();
  await passTime(200);
  equal(focused(), 'Passage');
});

test('nothing moves while the page is being drawn', async () => {
  await page(BUTTON);
  draw('<h1>Sources</h1>', '/sources');
  runs(true);
  await passTime(1000);
  equal(document.activeElement === document.body, true);
});

test('the page knows whether the reader works with the keyboard', () => {
  noticeKeyboard();
  const isByKeyboard = () => document.documentElement.classList.contains('by-keyboard');
  press(document.body, 'Tab');
  equal(isByKeyboard(), true);
  document.body.dispatchEvent(new Event('pointerdown', { bubbles: true }));
  equal(isByKeyboard(), false);
});
