// Lines, columns and keys of the field for course files. Lines and columns are counted from 1.

export const lineAt = (text, offset) => text.slice(0, offset).split('\n').length;

// Where the line with this offset begins.
export const startOf = (text, offset) => text.lastIndexOf('\n', offset - 1) + 1;

// The blanks at the beginning of the line with this offset, as far as that.
export const indentAt = (text, offset) => text.slice(startOf(text, offset), offset).match(/^ */)[0];

// The offset of a line and a column, at most that of the end of the text.
export function caretAfter(text, line, column) {
  const before = text.split('\n').slice(0, line - 1);
  const start = before.reduce((sum, each) => sum + each.length + 1, 0);
  return Math.min(start + column - 1, text.length);
}

export const isSaveKey = (event) =>
  event.key.toLowerCase() === 's' && (event.ctrlKey || event.metaKey) && !event.altKey;
