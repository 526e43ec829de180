import component from '/identity/handover.js';
import { tab } from '/streamlit_internals/tab.js';
import { equal, test } from './harness.js';

const DATA = {
  ticket: 'abc',
  path: '/handover',
  header: 'x-ticket',
  next: '#next',
  home: '/',
  said: 'Done',
};

async function handOver(answer) {
  const asked = [];
  const failed = [];
  window.fetch = async (path, { headers }) => {
    asked.push([path, headers]);
    return answer;
  };
  const draw = () => component({ data: DATA, setTriggerValue: (name) => failed.push(name) });
  draw();
  draw();
  await new Promise((done) => queueMicrotask(() => queueMicrotask(() => queueMicrotask(done))));
  return { asked, failed };
}

test('a ticket is handed in once, and the tab goes where it leads', async () => {
  const { asked, failed } = await handOver({ ok: true });
  equal([asked, failed], [[['/handover', { 'x-ticket': 'abc' }]], []]);
  equal([tab.isLeaving, location.hash], [true, '#next']);
});

test('a ticket that is refused is said, and the tab stays', async () => {
  const { failed } = await handOver({ ok: false });
  equal([failed, Boolean(tab.isLeaving)], [['failed'], false]);
});
