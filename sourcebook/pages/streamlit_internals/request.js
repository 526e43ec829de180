// Asks another script for something, see tab.js. Sent with each request, so short.
export default function ({ data }) {
  const tab = (window.sourcebook ??= {});
  const answer = tab.answers?.[data.kind];
  if (answer) answer(data);
  else (tab.requests ??= {})[data.kind] = data;
}
