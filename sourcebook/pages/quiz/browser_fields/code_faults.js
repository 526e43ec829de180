// The list of faults below the field for course files; each leads to its place in the text.
import { showWords } from './words.js';

export class FaultList {
  #faults = [];
  #drawn = '';

  constructor(root, goTo) {
    [this.count, this.list] = ['#count', '#faults'].map((name) => root.querySelector(name));
    this.goTo = goTo;
  }

  draw(faults) {
    const now = JSON.stringify(faults);
    if (now === this.#drawn) return;
    this.#drawn = now;
    this.#faults = faults;
    this.list.replaceChildren(...faults.map((each) => this.#rowOf(each)));
    showWords(this.count, countFaults(faults));
  }

  // The nearest fault below this line, or above it; after the last comes the first.
  nextTo(line, isBackwards) {
    const all = this.#faults;
    if (isBackwards) return all.filter((each) => each.line < line).pop() ?? all[all.length - 1];
    return all.find((each) => each.line > line) ?? all[0];
  }

  #rowOf(fault) {
    const row = document.createElement('li');
    const button = document.createElement('button');
    const sign = fault.severity === 'error' ? '✗ Error' : '! Warning';
    button.type = 'button';
    button.textContent = `${sign} in line ${fault.line}: ${fault.message}`;
    button.onclick = () => this.goTo(fault);
    row.append(button);
    return row;
  }
}

// Such as "1 error, 2 warnings".
export function countFaults(faults) {
  const errors = faults.filter((each) => each.severity === 'error').length;
  const counts = [count(errors, 'error'), count(faults.length - errors, 'warning')];
  return counts.filter(Boolean).join(', ') || 'No faults';
}

const count = (number, name) => number && `${number} ${name}${number === 1 ? '' : 's'}`;
