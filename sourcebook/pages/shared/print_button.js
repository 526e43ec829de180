// Prints the page.
export default function ({ data, parentElement }) {
  const button = parentElement.querySelector('button');
  const canPrint = Boolean(window.print);
  button.className = data.type;
  button.onclick = () => window.print();
  button.hidden = !canPrint;
  parentElement.querySelector('p').hidden = canPrint;
}
