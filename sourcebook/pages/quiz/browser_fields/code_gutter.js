// The line numbers beside the field for course files, with a mark where there is a fault.

export class Gutter {
  #drawn = '';

  constructor(element, area) {
    this.element = element;
    this.area = area;
  }

  draw(faults) {
    const count = this.area.value.split('\n').length;
    const worst = worstByLine(faults);
    const now = `${count} ${JSON.stringify([...worst])}`;
    if (now !== this.#drawn) {
      const numbers = Array.from({ length: count }, (_, index) => index + 1);
      this.element.replaceChildren(...numbers.map((line) => rowOf(line, worst.get(line))));
      this.#drawn = now;
    }
    this.element.scrollTop = this.area.scrollTop;
  }
}

// The severity of the worst fault of each line that has one.
export function worstByLine(faults) {
  const worst = new Map();
  faults.forEach((each) => {
    if (worst.get(each.line) !== 'error') worst.set(each.line, each.severity);
  });
  return worst;
}

function rowOf(line, severity) {
  const row = document.createElement('span');
  row.textContent = line;
  row.className = severity ?? '';
  return row;
}
