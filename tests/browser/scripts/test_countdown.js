import component from '/quiz/browser_fields/countdown.js';
import { equal, find, test } from './harness.js';

function countDown(seconds) {
  document.body.innerHTML = '<div role="timer"></div><p role="status"></p>';
  const asked = [];
  component({
    data: { seconds },
    parentElement: document.body,
    setTriggerValue: (name) => asked.push(name),
  });
  return asked;
}

const face = () => find('[role=timer]').textContent;
const news = () => find('[role=status]').textContent;

test('the time left is shown in minutes, and in hours where there are some', () => {
  countDown(59);
  equal(face(), 'Time left: 0:59');
  countDown(3723);
  equal(face(), 'Time left: 1:02:03');
});

test('five minutes, one minute and the end are said once each', async () => {
  countDown(301);
  equal(news(), '');
  await passTime(1000);
  equal(news(), '5 minutes left');
  await passTime(240_000);
  equal(news(), '1 minute left');
  await passTime(60_000);
  equal([face(), news()], ['Time is up', 'Time is up']);
});

test('the server is asked at the end, and again until it answers', async () => {
  const asked = countDown(2);
  await passTime(1800);
  equal(asked, []);
  await passTime(400);
  equal(asked, ['up']);
  await passTime(3000);
  equal(asked, ['up', 'up']);
});

test('a server that says zero itself is asked nothing', async () => {
  const asked = countDown(0);
  await passTime(10_000);
  equal([asked, face()], [[], 'Time is up']);
});
