// Loads another page, such as the school's login, and has other tabs leave theirs.
import { tellOtherTabs } from '../streamlit_internals/browser.js';
import { tab } from '../streamlit_internals/tab.js';

export default function ({ data }) {
  if (tab.isLeaving) return;
  tab.isLeaving = true;
  tellOtherTabs(data.home);
  window.location.assign(data.path);
}
