import { showWords } from '/quiz/browser_fields/words.js';
import { equal, test } from './harness.js';

test('words that stand there already are not written again', () => {
  const element = document.createElement('p');
  showWords(element, 'Saved');
  const [first] = element.childNodes;
  showWords(element, 'Saved');
  equal(element.firstChild === first, true);
  showWords(element, 'Saving…');
  equal(element.textContent, 'Saving…');
});
