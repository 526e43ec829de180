import { countFaults, FaultList } from '/quiz/browser_fields/code_faults.js';
import { equal, test } from './harness.js';

const ERROR = { line: 3, column: 1, severity: 'error', message: 'expected text' };
const WARNING = { line: 8, column: 5, severity: 'warning', message: 'too long' };

function list(goTo = () => {}) {
  document.body.innerHTML = '<p id="count"></p><ol id="faults"></ol>';
  return new FaultList(document.body, goTo);
}

test('faults are counted by their severity', () => {
  equal(countFaults([]), 'No faults');
  equal(countFaults([ERROR]), '1 error');
  equal(countFaults([WARNING, ERROR, WARNING]), '1 error, 2 warnings');
});

test('each fault is a button that leads to it', () => {
  const visited = [];
  list((fault) => visited.push(fault.line)).draw([ERROR, WARNING]);
  const buttons = [...document.querySelectorAll('button')];
  equal(
    buttons.map((each) => each.textContent),
    ['✗ Error in line 3: expected text', '! Warning in line 8: too long'],
  );
  buttons[1].click();
  equal(visited, [8]);
});

test('the same faults keep their buttons, and so the focus', () => {
  const faults = list();
  faults.draw([ERROR]);
  const [button] = document.querySelectorAll('button');
  faults.draw([{ ...ERROR }]);
  equal(button.isConnected, true);
});

test('the next fault is the nearest in the direction, and then the first from there', () => {
  const faults = list();
  faults.draw([ERROR, WARNING]);
  const next = (line, isBackwards) => faults.nextTo(line, isBackwards).line;
  equal([next(1, false), next(3, false), next(8, false)], [3, 8, 3]);
  equal([next(9, true), next(8, true), next(3, true)], [8, 3, 8]);
});
