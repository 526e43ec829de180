// Asks other scripts for something, by kind, see tab.js. Sent with the requests, so short.
export default function ({ data }) {
  const tab = (window.sourcebook ??= {});
  for (const [kind, asked] of Object.entries(data)) {
    const answer = tab.answers?.[kind];
    if (answer) answer(asked);
    else (tab.requests ??= {})[kind] = asked;
  }
}
