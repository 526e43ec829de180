import {
  caretAfter,
  indentAt,
  isSaveKey,
  lineAt,
  startOf,
} from '/quiz/browser_fields/code_lines.js';
import { equal, test } from './harness.js';

const TEXT = 'items:\n  - id: truce\n';

test('a line is counted from 1', () => {
  equal(
    [0, 6, 7, TEXT.length].map((offset) => lineAt(TEXT, offset)),
    [1, 1, 2, 3],
  );
});

test('a line begins after the end of the one before', () => {
  equal(
    [0, 6, 7, 12].map((offset) => startOf(TEXT, offset)),
    [0, 0, 7, 7],
  );
});

test('a new line gets the blanks before the caret', () => {
  equal(
    [3, 7, 8, 15].map((offset) => indentAt(TEXT, offset)),
    ['', '', ' ', '  '],
  );
});

test('a place behind the end of the text is its end', () => {
  equal([caretAfter(TEXT, 2, 5), caretAfter(TEXT, 9, 1)], [11, TEXT.length]);
});

test('Ctrl and S save, with either case, and Alt does not', () => {
  equal(isSaveKey({ key: 'S', ctrlKey: true }), true);
  equal(isSaveKey({ key: 's', metaKey: true }), true);
  equal(isSaveKey({ key: 's', ctrlKey: true, altKey: true }), false);
  equal(Boolean(isSaveKey({ key: 's' })), false);
});
