// Cards that the learner puts in order, by dragging, by buttons or by arrow keys.
import { animate } from '../../streamlit_internals/browser.js';
import { main } from '../../streamlit_internals/streamlit.js';

// The list in the browser keeps the learner's order. What the server sends is used where the list
// is built; a later run only brings the function to answer with, so focus and grip are never lost.
export default function ({ data, parentElement, setStateValue }) {
  const list = parentElement.querySelector('ol');
  list.send = (order) => setStateValue('order', order);
  const contents = JSON.stringify([data.label, data.texts]);
  if (list.contents !== contents) build(parentElement, list, data);
  list.contents = contents;
}

function build(root, list, data) {
  const group = root.querySelector('[role=group]');
  const keep = root.querySelector('.keep');
  group.setAttribute('aria-label', data.label);
  list.replaceChildren(...data.order.map((id) => cardOf(root, id, data.texts[id])));
  nameCards(list);
  keep.onclick = () => {
    sendOrder(list);
    // The button goes, so focus moves to the words that take its place.
    root.querySelector('.kept').focus();
  };
  showTouched(root, data.touched);
}

function cardOf(root, id, text) {
  const card = root.querySelector('template').content.firstElementChild.cloneNode(true);
  const grip = card.querySelector('.grip');
  card.dataset.id = id;
  card.querySelector('.text').textContent = text;
  card.querySelector('.up').onclick = () => moveCard(card, -1);
  card.querySelector('.down').onclick = () => moveCard(card, 1);
  grip.onkeydown = (event) => {
    const direction = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (!direction) return;
    event.preventDefault();
    moveCard(card, direction);
  };
  grip.onpointerdown = (event) => drag(card, grip, event);
  return card;
}

function moveCard(card, direction) {
  if (!swap(card, direction)) return;
  card.scrollIntoView({ block: 'nearest' });
  sendPlace(card);
}

// The neighbour is taken out and put back, never the card: that would lose its focus or its grip.
function swap(card, direction) {
  const neighbour = direction < 0 ? card.previousElementSibling : card.nextElementSibling;
  if (!neighbour) return false;
  const tops = [card.offsetTop, neighbour.offsetTop];
  if (direction < 0) card.after(neighbour);
  else card.before(neighbour);
  nameCards(card.parentNode);
  slide(neighbour, tops[1] - neighbour.offsetTop);
  if (!card.matches('.held')) slide(card, tops[0] - card.offsetTop);
  return true;
}

function slide(card, distance) {
  const frames = [{ transform: `translateY(${distance}px)` }, { transform: 'none' }];
  animate(card, frames, { duration: 140, easing: 'ease-out' });
}

function sendPlace(card) {
  const cards = [...card.parentNode.children];
  sendOrder(card.parentNode);
  const place = `position ${cards.indexOf(card) + 1} of ${cards.length}`;
  const text = card.querySelector('.text').textContent;
  card.getRootNode().querySelector('[role=status]').textContent = `${text}: ${place}`;
}

function sendOrder(list) {
  list.send(orderOf(list));
  showTouched(list.getRootNode(), true);
}

function orderOf(list) {
  return [...list.children].map((card) => card.dataset.id);
}

function showTouched(root, touched) {
  root.querySelector('.keep').hidden = touched;
  root.querySelector('.kept').hidden = !touched;
}

function nameCards(list) {
  const cards = [...list.children];
  const focused = list.getRootNode().activeElement;
  cards.forEach((card, index) => {
    const text = card.querySelector('.text').textContent;
    const [grip, up, down] = ['.grip', '.up', '.down'].map((name) => card.querySelector(name));
    const first = index === 0;
    const last = index === cards.length - 1;
    card.querySelector('.number').textContent = index + 1;
    grip.setAttribute(
      'aria-label',
      `Move: ${text}, position ${index + 1} of ${cards.length}. Arrow keys move it`,
    );
    up.setAttribute('aria-label', `Move up: ${text}`);
    down.setAttribute('aria-label', `Move down: ${text}`);
    // A button that is switched off would take the focus with it.
    up.disabled = down.disabled = false;
    if (first && focused === up) down.focus();
    if (last && focused === down) up.focus();
    up.disabled = first;
    down.disabled = last;
  });
}

function drag(card, grip, start) {
  if (start.button || !start.isPrimary) return;
  const list = card.parentNode;
  const before = orderOf(list).join();
  const hold = start.clientY - card.getBoundingClientRect().top;
  const page = main();
  let y = start.clientY;
  let frame;
  // Measured without the card's own shift, so that neither swaps nor scrolling throw it off.
  const follow = () => {
    const room = list.offsetHeight - card.offsetHeight;
    const top = Math.max(0, Math.min(room, y - hold - list.getBoundingClientRect().top));
    while (reaches(card.previousElementSibling, top, -1)) swap(card, -1);
    while (reaches(card.nextElementSibling, top + card.offsetHeight, 1)) swap(card, 1);
    card.style.transform = `translateY(${top - card.offsetTop}px)`;
  };
  const everyFrame = () => {
    if (page) page.scrollTop += y < 90 ? -7 : y > innerHeight - 50 ? 7 : 0;
    follow();
    frame = requestAnimationFrame(everyFrame);
  };
  grip.setPointerCapture(start.pointerId);
  card.classList.add('held');
  everyFrame();
  grip.onpointermove = (event) => {
    y = event.clientY;
  };
  // Comes after a release as well as when the system takes the touch away.
  grip.onlostpointercapture = () => {
    cancelAnimationFrame(frame);
    follow();
    grip.onpointermove = grip.onlostpointercapture = null;
    card.classList.remove('held');
    card.style.transform = '';
    if (orderOf(list).join() !== before) sendPlace(card);
  };
}

function reaches(neighbour, edge, direction) {
  return neighbour && direction * (edge - neighbour.offsetTop - neighbour.offsetHeight / 2) > 0;
}
