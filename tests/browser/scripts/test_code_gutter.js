import { Gutter, worstByLine } from '/quiz/browser_fields/code_gutter.js';
import { equal, test } from './harness.js';

test('a line with an error and a warning has the mark of the error', () => {
  const [error, warning] = ['error', 'warning'].map((severity) => ({ line: 2, severity }));
  equal([...worstByLine([error, warning])], [[2, 'error']]);
  equal([...worstByLine([warning, error])], [[2, 'error']]);
});

test('each line has its number, and its mark', () => {
  const element = document.createElement('pre');
  const area = document.createElement('textarea');
  area.value = 'id: truce\nstem: When?';
  new Gutter(element, area).draw([{ line: 2, severity: 'warning' }]);
  const rows = [...element.children].map((each) => [each.textContent, each.className]);
  equal(rows, [
    ['1', ''],
    ['2', 'warning'],
  ]);
});
