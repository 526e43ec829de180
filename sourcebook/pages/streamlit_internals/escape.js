import { isDialogOpen } from './streamlit.js';

// The Escape key closes the panel with proofs, and the explanation of a term.
export function closeOnEscape() {
  document.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || event.defaultPrevented || isDialogOpen()) return;
    const focused = document.activeElement;
    if (focused?.matches('.term')) focused.blur();
    else document.querySelector('[data-closes]')?.click();
  });
}
