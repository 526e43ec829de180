// Changes the words of an element only if they are others: many elements are read aloud each time.
export function showWords(element, words) {
  if (element.textContent !== words) element.textContent = words;
}
