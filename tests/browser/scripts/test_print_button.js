import draw from '/shared/print_button.js';
import { equal, find, test } from './harness.js';

function button() {
  find('#root').innerHTML = '<button>Print</button><p hidden>It cannot print.</p>';
  draw({ data: { type: 'primary' }, parentElement: find('#root') });
  return find('button');
}

test('a press prints the page', () => {
  let printed = 0;
  window.print = () => printed++;
  button().click();
  equal([printed, button().className, find('p').hidden], [1, 'primary', true]);
});

test('a browser that cannot print says so', () => {
  window.print = undefined;
  equal([button().hidden, find('p').hidden], [true, false]);
});
