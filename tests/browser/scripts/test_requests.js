import { answerRequests, ask, hearRequests } from '/streamlit_internals/requests.js';
import { draw, equal, find, test, turn } from './harness.js';

// What is said in turn; from now on, when it is asked for.
function listen() {
  const said = [];
  answerRequests('say', (data) => said.push(data));
  hearRequests();
  return said;
}

const place = (...all) =>
  all
    .map((said) => `<div><i hidden data-requests='${JSON.stringify({ say: said })}'></i></div>`)
    .join('');
const drawPage = (...said) => draw(`<p>Item 1</p>${place(...said)}`);

test('a request goes to the script that answers its kind', () => {
  const answered = [];
  answerRequests('say', (request) => answered.push(request.said));
  ask({ say: { said: 'Saved' }, unknown: {} });
  equal(answered, ['Saved']);
});

test('what was asked before the code came is answered', () => {
  drawPage('Saved');
  equal(listen(), ['Saved']);
});

test('what is asked later is answered when the elements before it are there', async () => {
  const said = listen();
  drawPage('Saved');
  equal(said, []);
  await turn();
  equal(said, ['Saved']);
});

test('the same again asks nothing new, also in another place', async () => {
  drawPage('Saved');
  const said = listen();
  find('p').outerHTML = '<p>Item 1</p><p>Hint</p>';
  find('[data-requests]').parentElement.innerHTML = '';
  find('.stMain').innerHTML += place('Saved');
  await turn();
  equal(said, ['Saved']);
});

test('what was gone for a while is asked again', async () => {
  drawPage('Saved');
  const said = listen();
  drawPage();
  await turn();
  drawPage('Saved');
  await turn();
  equal(said, ['Saved', 'Saved']);
});

test('of two elements only the one that changes asks for something new', async () => {
  drawPage('Part', 'Page');
  const said = listen();
  find('[data-requests]').parentElement.outerHTML = place('Part 2');
  await turn();
  equal(said, ['Part', 'Page', 'Part 2']);
});
