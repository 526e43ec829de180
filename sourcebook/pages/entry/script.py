"""The script that Streamlit runs for every page: style, navigation, and the page asked for."""

import streamlit as st

from sourcebook.pages.entry import foot, page_body, page_list, top_bar
from sourcebook.pages.shared import buttons, current_learner, measures
from sourcebook.pages.shared.page_address import PAGE
from sourcebook.pages.streamlit_internals import components
from sourcebook.pages.streamlit_internals.kept_values import bring_back_values
from sourcebook.pages.teaching import result_files, sign_in

current_learner.forget_another_learner()
bring_back_values()
_open = sign_in.is_open()
_page = st.navigation(list(page_list.pages(is_open=_open).values()), position="hidden")
_is_teaching = page_list.is_for_teachers(_page.url_path)
st.session_state[PAGE] = _page.url_path
_connection = components.begin_requests()
measures.note_active(current_learner.credential_of_session())
with measures.PAGE_SECONDS.time(), page_body.errors_shown():
    top_bar.draw(has_desk=_open)
    current_learner.warn_without_cookie()
    if _open and _is_teaching:
        result_files.warn_of_invented()
    _page.run()
    buttons.raise_error_of_action()
foot.draw(_page.url_path if _open or not _is_teaching else "")
if not page_list.is_drawn_by_itself(_page.url_path):
    page_body.end()
components.note_code_is_sent(_connection)
